import { type Problem, problem } from "@/lib/problems";
import { readDer, TAG } from "./der";
import { integerOf, oidOf } from "./der-values";

const PBKDF2 = "1.2.840.113549.1.5.12";

/** What the key derivations of a file ask for, added up before any of them is run. */
export class Rounds {
  private count = 0n;

  constructor(private readonly most: number) {}

  /** Adds those of a structure: every PBKDF2 in it, whose parameters are a salt and a count. */
  add(ber: ArrayBuffer) {
    const open = [readDer(new Uint8Array(ber), { ber: true })];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const [id, parameters] = node.children;
      const counted = parameters?.children[1];
      if (id?.tag === TAG.oid && oidOf(id) === PBKDF2 && counted?.tag === TAG.integer)
        this.count += integerOf(counted);
      for (const child of node.children) open.push(child);
    }
  }

  tooMany(): boolean {
    return this.count > BigInt(this.most);
  }

  problem(): Problem {
    const count = this.count > 10n ** 15n ? "more than 10^15" : this.count.toString();
    return problem("key-derivation-limit", { values: { count, limit: this.most } });
  }
}
