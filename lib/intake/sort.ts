import { type PileFile, type SortedPile, sortPile } from "@/lib/certificates/keys";
import { recognise } from "./recognise";
import type { Recognised } from "./types";

export interface SortedGiven extends Omit<Recognised, "problem"> {
  /**
   * What is what and where it belongs: client certificate, CA, key, revocation list. Problems of the files are in it,
   * those of PKCS#12 files too. Its PEM may be sent, but `privateKey`.
   */
  pile: SortedPile;
}

/**
 * Several texts and files at once, in any order and form: each is recognised, and its certificates, keys and lists are
 * sorted. Browser only, since keys are among the parts. Never throws.
 */
export async function sortGiven(
  files: readonly PileFile[],
  passphrase?: string,
  now = new Date(),
): Promise<SortedGiven> {
  const given: Omit<SortedGiven, "pile"> = { parts: [], unread: [], needsPassphrase: false };
  const problems: SortedPile["problems"] = [];
  const written: PileFile[] = [];
  for (const file of files.slice(0, 40)) {
    const read = await recognise(file.content, {
      name: file.name,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    given.parts.push(...read.parts);
    given.unread.push(...read.unread);
    given.needsPassphrase ||= read.needsPassphrase;
    if (read.problem !== undefined) problems.push({ file: file.name, problem: read.problem });
    for (const part of read.parts) {
      if ("pem" in part) written.push({ name: file.name, content: part.pem });
      if (part.kind === "private-key") written.push({ name: file.name, content: part.content });
      if (part.kind === "pkcs12" && part.problem !== undefined)
        problems.push({ file: file.name, problem: part.problem });
    }
  }
  const rest = files.slice(40).map(({ name }) => ({ what: "a file beyond the first 40", where: name }));
  const pile = await sortPile(written, undefined, now);
  return {
    ...given,
    unread: [...given.unread, ...rest],
    pile: { ...pile, problems: [...problems, ...pile.problems], needsPassphrase: given.needsPassphrase },
  };
}
