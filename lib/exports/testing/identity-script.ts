import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { given } from "@/lib/given";
import type { Partition } from "@/lib/partitions";
import { emptyPlanDocument, type PlanDocument } from "@/lib/plan";
import { pathWithAws } from "@/scripts/testing/warm-aws";

/** Home regions of the tests, one a partition. */
export const regions: Record<Partition, string> = {
  aws: "eu-west-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};

/** A CA certificate made by openssl for these tests; EC, so that it is short. */
export function testCa(): string {
  const made = spawnSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "/dev/null",
      ],
      ...["-subj", "/CN=Test CA", "-days", "30", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ...["-addext", "basicConstraints=critical,CA:TRUE"],
    ],
    { encoding: "utf8" },
  );
  return made.stdout;
}

export function planFor(
  changes: {
    start?: Partial<PlanDocument["start"]> | undefined;
    identity?: Partial<PlanDocument["identity"]> | undefined;
    policy?: Partial<PlanDocument["policy"]> | undefined;
    certificates?: Partial<PlanDocument["certificates"]> | undefined;
  } = {},
): PlanDocument {
  const empty = emptyPlanDocument();
  const partition = changes.start?.partition ?? "aws";
  return {
    version: 1,
    start: {
      ...empty.start,
      connectionName: "Test",
      accountId: "111122223333",
      region: regions[partition],
      ...changes.start,
    },
    policy: { ...empty.policy, ...changes.policy },
    certificates: { ...empty.certificates, ...changes.certificates },
    identity: { ...empty.identity, ...changes.identity },
  };
}

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface Desk {
  folder: string;
  run(script: string, ...flags: string[]): Promise<Ran>;
  aws(...args: string[]): Promise<Ran>;
  close(): void;
}

/**
 * A folder and a shell as an administrator has them, whose AWS CLI talks to the sandbox. Never blocks: the sandbox
 * answers from the same process.
 */
export function desk(
  url: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
  environment: Record<string, string> = {},
): Desk {
  const folder = mkdtempSync(join(tmpdir(), "identity-"));
  const env = {
    NODE_ENV: "test" as const,
    PATH: pathWithAws(),
    // pyenv's shim of the aws CLI needs to know where it lives when HOME is another folder.
    ...given({ PYENV_ROOT: process.env.PYENV_ROOT }),
    HOME: folder,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...environment,
  };
  const start = (command: string, args: string[]) =>
    new Promise<Ran>((resolve) => {
      const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
      const ran: Ran = { status: null, stdout: "", stderr: "" };
      child.stdout.on("data", (data) => {
        ran.stdout += String(data);
      });
      child.stderr.on("data", (data) => {
        ran.stderr += String(data);
      });
      child.on("error", (error) => resolve({ ...ran, stderr: String(error) }));
      child.on("close", (status) => resolve({ ...ran, status }));
    });
  return {
    folder,
    run(script, ...flags) {
      writeFileSync(join(folder, "script.sh"), script);
      return start("bash", ["script.sh", ...flags]);
    },
    aws: (...args) => start("aws", args),
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
