import type { Random } from "./random";

/** Bodies of actions: arguments as React's client writes them, and everything near that. */

const WORDS = [
  "",
  "x",
  "$",
  "$$x",
  "$undefined",
  "$NaN",
  "$-0",
  "$n12",
  `$n${"9".repeat(400)}`,
  "$nx",
  "$D2026-01-01T00:00:00.000Z",
  "$Dnever",
  "$1",
  "$0",
  "$0:0",
  "$0:1",
  "$0:1:x",
  "$0:__proto__:x",
  "$0:constructor",
  "$@1",
  "$@0",
  "$F1",
  "$h1",
  "$K1",
  "$Q0",
  "$W0",
  "$B1",
  "$A1",
  "$o1",
  "$r1",
  "$R1",
  "$X1",
  "$x1",
  "$i0",
  "$T",
  "$S1",
  "$zz",
  "__proto__",
  "constructor",
  "\u0000",
  "\ud800",
  "aws",
  "sandbox",
  "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
  "arn:aws:iam::123456789012:role/x",
  '{"Version":"2012-10-17","Statement":[]}',
  "a".repeat(3000),
];
const KEYS = [
  "world",
  "text",
  "name",
  "step",
  "answers",
  "verdicts",
  "input",
  "arns",
  "region",
  "scenario",
  "then",
  "toString",
  "constructor",
  "hasOwnProperty",
  "length",
  "0",
  "",
  "a:b",
];

function junk(random: Random, depth: number): unknown {
  const kind = random.below(depth > 3 ? 4 : 8);
  if (kind < 2) return random.pick(WORDS);
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, 2 ** 53]);
  if (kind === 3) return random.pick([null, true, false]);
  if (kind < 6) return Array.from({ length: random.below(4) }, () => junk(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: random.below(5) }, () => [random.pick(KEYS), junk(random, depth + 1)]),
  );
}

const bodies: ((random: Random, planId: string) => string)[] = [
  (random, planId) => JSON.stringify([planId, junk(random, 0)]),
  (random, planId) => JSON.stringify([planId, junk(random, 0)]).replace(/"\$[^"]*"/g, '"x"'),
  (random, planId) => JSON.stringify([planId, junk(random, 0)]).replace(/"\$[^"]*"/g, '"$undefined"'),
  (random, planId) =>
    JSON.stringify([planId, { [random.pick(KEYS)]: random.pick(WORDS.filter((w) => w[0] !== "$")) }]),
  (random) => JSON.stringify([junk(random, 0)]),
  (random) => JSON.stringify(Array.from({ length: random.below(5) }, () => junk(random, 0))),
  (random) => JSON.stringify(junk(random, 1)),
  (random) => JSON.stringify([random.pick(WORDS), random.pick(WORDS)]),
  (random, planId) => `["${planId}",{"__proto__":${JSON.stringify(junk(random, 1))}}]`,
  (random) => {
    const depth = random.pick([10, 100, 5000]);
    return `${"[".repeat(depth)}${"]".repeat(depth)}`;
  },
  (random) => `[${'{"a":'.repeat(random.pick([10, 100, 5000]))}`,
  // A short body that stands for a huge value.
  (random) =>
    JSON.stringify([
      { a: 1 },
      ...Array.from({ length: random.below(15) }, (_, at) => [`$0:${at}`, `$0:${at}`]),
    ]),
  (random) => JSON.stringify(Array.from({ length: random.pick([20, 1500]) }, () => 0)),
  () => "",
  () => "\ufeff[]",
  () => "[] []",
  () => "0:[]",
];

export function junkBody(random: Random, planId: string): Buffer {
  return Buffer.from(random.pick(bodies)(random, planId));
}
