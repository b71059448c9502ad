import { sightedIn } from "@/app/_given/sight";
import { readInWorker } from "@/app/setup/[plan]/reading/read-in-worker";
import type { Partition } from "@/lib/partitions";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";
import { findSecret, type SentPolicy, sentPolicy } from "@/lib/sent";

/** The policies of the boxes, each read in this browser and built anew; or what is wrong, with the box's name. */
export async function policiesIn(
  texts: readonly string[],
  boundary: string,
  partition: Partition,
): Promise<{ policies: SentPolicy[]; boundary?: SentPolicy | undefined } | Problem> {
  const policies: SentPolicy[] = [];
  for (const [index, text] of texts.entries()) {
    const written = await policyIn(text, partition);
    if (isProblem(written)) return { ...written, field: `policy-${index}` };
    policies.push(written);
  }
  if (boundary.trim() === "") return { policies };
  const limit = await policyIn(boundary, partition);
  return isProblem(limit) ? { ...limit, field: "boundary" } : { policies, boundary: limit };
}

async function policyIn(text: string, partition: Partition): Promise<SentPolicy | Problem> {
  const sighted = await sightedIn(text, "the policy document");
  if (sighted !== undefined) return sighted;
  const read = await readInWorker("readPolicy", { text, partition });
  if (isProblem(read)) return read;
  const written = sentPolicy.safeParse(read);
  if (!written.success)
    return browserProblem("policy-not-written", {
      values: { place: written.error.issues[0]?.path.map(String).join(", ") || "its top" },
    });
  const secret = findSecret(written.data);
  if (secret === undefined) return written.data;
  const what = secret === "too-much" ? "more than a policy has" : secret.what;
  return browserProblem("secret-put-away", { values: { what, wanted: "the policy document" } });
}
