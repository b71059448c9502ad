import { readInWorker } from "@/app/setup/[plan]/reading/read-in-worker";
import { given } from "@/lib/given";
import type { FieldProblem, World } from "@/lib/plan";
import { isProblem } from "@/lib/problems";

export interface AccessKeyText {
  accessKeyId: string;
  secretAccessKey: string;
}

type KeyPart = "accessKeyId" | "secretAccessKey" | "sessionToken";

/** Whether a text is more than one field takes: a CSV of the console, a credentials file, JSON of the CLI. */
export const isWholeKey = (text: string) => /[\n,=:]/.test(text.trim());

/** The access key of such a text, read in this browser; undefined where there is none, or more than one. */
export async function accessKeyIn(
  text: string,
): Promise<(AccessKeyText & { sessionToken?: string | undefined }) | undefined> {
  const read = await readInWorker("recognise", { input: text });
  if (isProblem(read)) return undefined;
  const keys = read.parts.flatMap((part) =>
    part.kind === "aws-access-key" && part.secretAccessKey !== undefined ? [part] : [],
  );
  const [key] = keys;
  if (keys.length !== 1 || key?.secretAccessKey === undefined) return undefined;
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  return { accessKeyId, secretAccessKey, ...given({ sessionToken }) };
}

/**
 * What keeps texts from travelling as the parts of an access key: a private key given in their place does not. Empty
 * ones are left to whoever asks for them.
 */
export async function notAccessKeys(key: Partial<Record<KeyPart, string>>): Promise<FieldProblem[]> {
  const { accessKeyForms } = await import("@/lib/sent");
  return Object.entries(key).flatMap(([field, text]) => {
    const read = text === "" ? undefined : accessKeyForms[field as KeyPart].safeParse(text);
    if (read === undefined || read.success) return [];
    return [{ field, sentence: `This ${read.error.issues.at(-1)?.message}. It was not sent.` }];
  });
}

/** The form of a key, and whose it is: a rehearsal takes its sandbox's keys only, a real plan never does. */
export function judgeKey(key: AccessKeyText, world: World): FieldProblem[] {
  const open: FieldProblem[] = [];
  const add = (field: string, sentence: string) => open.push({ field, sentence });
  const sandboxKey = /^A[KS]IASBX/.test(key.accessKeyId);
  if (!/^A[KS]IA\w{12,124}$/.test(key.accessKeyId))
    add(
      "accessKeyId",
      "Enter the access key id: it begins with AKIA and has capital letters and digits only.",
    );
  else if (key.accessKeyId.startsWith("ASIA"))
    add(
      "accessKeyId",
      "This id begins with ASIA: it belongs to temporary credentials, which CipherTrust cannot keep. Enter a key of the IAM user; it begins with AKIA.",
    );
  else if (world === "sandbox" && !sandboxKey)
    add(
      "accessKeyId",
      "This key does not belong to the rehearsal's pretend AWS. Keep real keys out of rehearsals.",
    );
  else if (world === "aws" && sandboxKey)
    add("accessKeyId", "This key belongs to a rehearsal. Enter a key of the IAM user in the real account.");
  if (key.secretAccessKey === "") add("secretAccessKey", "Enter the secret access key as AWS showed it.");
  return open;
}
