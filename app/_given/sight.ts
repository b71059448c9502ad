import { readInWorker } from "@/app/setup/[plan]/reading/read-in-worker";
import { browserProblem, isProblem, type Problem } from "@/lib/problems/browser";

/**
 * Looks for a secret in a text that somebody put into a plain box, before anything else is done with it. In a
 * worker of this browser.
 * @param wanted what the box takes, as it stands after "Paste": "the policy"
 * @returns the problem to show in the text's place, or undefined where there is no secret in it
 */
export async function sightedIn(text: string, wanted: string): Promise<Problem | undefined> {
  if (text.trim() === "") return undefined;
  const secret = await readInWorker("sightSecret", text);
  if (secret === undefined || isProblem(secret)) return secret;
  return browserProblem("secret-put-away", { values: { what: secret.what, wanted } });
}
