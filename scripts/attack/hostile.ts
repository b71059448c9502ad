import { setPriority } from "node:os";
import { makeAttacks } from "./attacks";
import { visit } from "./visitor";

/**
 * A hostile browser as a process of its own, so that what it costs to be hostile is not taken for what it costs the
 * server: `tsx scripts/attack/hostile.ts URL SHARE`. It sends every attack, one after another, and begins again as
 * another visitor until it is ended. A line of JSON (`Attacked`) for each answer.
 */
export interface Attacked {
  round: number;
  kind: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  status: number;
  /** "judged", or the code of the problem that was answered. */
  what: string;
  /** The attack was refused before anything judged it, and should not have been. */
  missed: boolean;
}

const [url = "", share = "1"] = process.argv.slice(2);
const attacks = makeAttacks(Number(share));
// The server goes first where both want the same processor, as two machines would not compete for one.
setPriority(10);

for (let round = 0; ; round += 1) {
  const visitor = await visit(url);
  for (const { kind, send, refused = false } of attacks) {
    const from = Date.now();
    const { status, text } = await send(visitor);
    const code = /"ok":false,"problem":\{"kind":"problem","code":"([^"]+)"/.exec(text)?.[1];
    const what = status === 200 ? (code ?? "judged") : `status ${status}`;
    const line: Attacked = {
      round,
      kind,
      from,
      to: Date.now(),
      status,
      what,
      missed: !refused && what !== "judged",
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}
