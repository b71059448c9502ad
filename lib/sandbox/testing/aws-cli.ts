import { execFile } from "node:child_process";
import { pathWithAws } from "@/scripts/testing/warm-aws";
import type { Sandbox, SandboxWorld } from "../index";

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export type CliAnswer = { ok: true; output: unknown } | { ok: false; error: string };

/** The real `aws` CLI against a world, as this caller. An error is AWS's line, "An error occurred (Name) …". */
export function awsCli(
  sandbox: Sandbox,
  world: SandboxWorld,
  keys: Keys = world.administrator,
  region = "eu-west-1",
) {
  return (...parts: string[]) =>
    new Promise<CliAnswer>((done) => {
      execFile(
        "aws",
        ["--endpoint-url", sandbox.url, "--output", "json", ...parts],
        {
          // Only these variables: no profile or key of the machine reaches a test.
          env: {
            PATH: pathWithAws(),
            HOME: "/nonexistent",
            AWS_PAGER: "",
            AWS_REGION: region,
            AWS_DEFAULT_REGION: region,
            AWS_ACCESS_KEY_ID: keys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
            ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
          } as unknown as NodeJS.ProcessEnv,
        },
        (error, stdout, stderr) =>
          done(
            error
              ? { ok: false, error: stderr.trim() }
              : { ok: true, output: stdout.trim() === "" ? {} : JSON.parse(stdout) },
          ),
      );
    });
}

export const error = (answer: CliAnswer) =>
  answer.ok ? "no error" : answer.error.replace(/^.*An error occurred /s, "");
export const output = (answer: CliAnswer) => {
  if (!answer.ok) throw new Error(answer.error);
  return answer.output as Record<string, Record<string, unknown> & unknown[]>;
};
export const allow = (...actions: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });
