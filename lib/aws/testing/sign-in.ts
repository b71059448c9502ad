import { checkPermissions } from "@/lib/checks";
import { isProblem } from "@/lib/problems";
import { readCreateSessionAnswer, type SessionAnswer, type ThreeArns } from "@/lib/roles-anywhere";
import { signCreateSession } from "@/lib/roles-anywhere/sign";
import type { Verdict } from "@/lib/verdict";
import { type AwsTarget, openAws, relayCreateSession } from "../index";
import type { TestPki } from "./ca";

/** Signs in to a sandbox world as CCKM would: signed with WebCrypto, relayed, the answer read. */
export async function signInWith(
  target: AwsTarget,
  arns: Required<ThreeArns>,
  by: TestPki,
  sandboxUrl: string,
): Promise<SessionAnswer> {
  const request = await signCreateSession({
    ...arns,
    certificate: by.clientPem,
    key: by.key,
    date: new Date(),
  });
  if (isProblem(request)) throw new Error(request.code);
  const answer = await relayCreateSession(target, request, { sandboxUrl });
  if (isProblem(answer) || "failure" in answer) throw new Error(JSON.stringify(answer));
  return readCreateSessionAnswer(answer);
}

/** The verdict on each action, with the credentials of a session. */
export async function permissionsOf(
  target: AwsTarget,
  session: SessionAnswer,
  actions: readonly string[],
  sandboxUrl: string,
): Promise<Verdict[]> {
  if (!session.ok) throw new Error(`${session.id} ${session.message}`);
  const aws = openAws(target, session.credentials, { sandboxUrl });
  const verdicts: Verdict[] = [];
  for await (const verdict of checkPermissions(aws, actions)) verdicts.push(verdict);
  return verdicts;
}
