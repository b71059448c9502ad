import { inspectCertificates, inspectRevocationList } from "@/lib/certificates";
import { readPrivateKey } from "@/lib/certificates/keys";
import { toPem } from "@/lib/certificates/read/der-values";
import * as der from "@/lib/certificates/testing/hostile-der";
import { scrubSecrets } from "@/lib/checklist/redact";
import { readPlanExport, readResultBlock } from "@/lib/exports";
import {
  judgeExcess,
  judgePolicies,
  optionalSets,
  type PolicyDocument,
  permissionSets,
  readPolicy,
} from "@/lib/permissions";
import { hostilePolicies } from "@/lib/permissions/testing/hostile-policies";
import { isProblem } from "@/lib/problems";
import { findArns, judgeTrustPolicy } from "@/lib/roles-anywhere";

/**
 * npm run bounds: what the largest and worst inputs of each reader take, in milliseconds of the processor. One
 * synchronous piece of work is to stay under 150 ms; the tests hold the growth and the steps, this prints the figures.
 */
const LIMIT_MS = 150;
const now = new Date("2026-01-01T00:00:00Z");
const anchor =
  "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";
const sets = [...permissionSets, ...optionalSets].map(({ id }) => id);
const scope = {
  accountId: "111122223333",
  region: "us-east-1",
  services: ["mrk.kms.amazonaws.com"],
  narrowing: {
    regions: Array.from({ length: 17 }, (_, i) => `eu-north-${i}`),
    tag: { key: "team", value: "keys".repeat(60) },
  },
};
const repeat = (part: string, length: number) => part.repeat(Math.floor(length / part.length));
const pem = (bytes: Uint8Array) => toPem("CERTIFICATE", bytes);
const certificates = (input: string | Uint8Array, trustAnchor?: string) => () =>
  inspectCertificates({ as: "client", input, now, ...(trustAnchor === undefined ? {} : { trustAnchor }) });

interface Case {
  name: string;
  run: () => unknown;
}

function policyCases(): Case[] {
  return hostilePolicies.flatMap(({ kind, text }) => {
    const pasted = text(65_000);
    const read = readPolicy(pasted);
    const five: PolicyDocument[] = isProblem(read) ? [] : [read, read, read, read, read];
    return [
      { name: `policy, ${kind}: read`, run: () => readPolicy(pasted) },
      ...(five[0] === undefined
        ? []
        : [
            {
              name: `five policies, ${kind}: judged`,
              run: () => judgePolicies(five, sets, now, { scope, ...(five[0] && { boundary: five[0] }) }),
            },
            { name: `five policies, ${kind}: excess`, run: () => judgeExcess(five, sets, now, scope) },
          ]),
    ];
  });
}

async function certificateCases(): Promise<Case[]> {
  const twins = (await der.twins(48)).map(pem);
  const stranger = pem(der.certificate({ subject: der.nameOf("Twin"), extensions: [der.CA] }));
  const limited = der.certificate({
    subject: der.nameOf("L"),
    extensions: [der.CA, der.permitted(2500)],
  });
  const named = der.certificate({ issuer: der.nameOf("L"), extensions: [der.dnsNames(6500)] });
  const large = pem(der.certificate({ extensions: [der.dnsNames(6500)] }));
  const small = Array.from({ length: 150_000 }, () => Uint8Array.of(5, 0));
  const texts: [string, string][] = [
    ["quotes", repeat('"', 1e6)],
    ["quotes in a block", `-----BEGIN CERTIFICATE-----\nA${repeat('"', 9e5)}A\n-----END CERTIFICATE-----`],
    ["lines in a block", `-----BEGIN CERTIFICATE-----\n${repeat("A\n", 9e5)}\n-----END CERTIFICATE-----`],
    ["beginnings", repeat("-----BEGIN CERTIFICATE-----\n", 1e6)],
    ["blocks", repeat("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", 1e6)],
    ["base64", repeat("A", 999_996)],
  ];
  const list = der.revocationList(33_000);
  return [
    { name: "48 CAs of one name and key, and their client", run: certificates(twins.join(""), twins.at(-1)) },
    { name: "the same, and an anchor that signed none", run: certificates(twins.join(""), stranger) },
    { name: "2,500 name constraints on 6,500 names", run: certificates(named, pem(limited)) },
    { name: "6 certificates of 6,500 names", run: certificates(large.repeat(6)) },
    { name: "150,000 small elements", run: certificates(der.longSequence(small)) },
    { name: "revocation list of 33,000", run: () => inspectRevocationList({ input: list, now }) },
    ...texts.flatMap(([name, text]) => [
      { name: `certificate box, ${name}`, run: certificates(text) },
      { name: `key box, ${name}`, run: () => readPrivateKey(text, "x") },
    ]),
  ];
}

const arns = Array.from({ length: 5000 }, (_, i) => `arn:aws:iam::111122223333:role/r${i}`).join(" ");
const trust = JSON.stringify({
  Statement: Array.from({ length: 300 }, () => ({ Effect: "Allow", Action: ["*s*t*s*:*z"], Principal: "*" })),
});
const otherCases: Case[] = [
  { name: "5,000 ARNs", run: () => findArns(arns, { now }) },
  { name: "200,000 characters of arn:", run: () => findArns(repeat("arn:", 2e5), { now }) },
  {
    name: "trust policy of 300 statements",
    run: () => judgeTrustPolicy(trust, { trustAnchorArn: anchor }, { now }),
  },
  { name: "4,000 characters of secret-", run: () => scrubSecrets(repeat("secret-", 4000)) },
  { name: "1 MB of secret-", run: () => scrubSecrets(repeat("secret-", 1e6)) },
  { name: "result block, 200,000 hyphens", run: () => readResultBlock(repeat("-", 2e5)) },
  { name: "plan file, deep lists", run: () => readPlanExport(repeat("[", 2e5)) },
];

let slow = 0;
for (const { name, run } of [...policyCases(), ...(await certificateCases()), ...otherCases]) {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3; turn += 1) {
    const before = process.cpuUsage();
    await run();
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  if (least > LIMIT_MS) slow += 1;
  process.stdout.write(`${least.toFixed(0).padStart(6)} ms  ${name}${least > LIMIT_MS ? "  SLOW" : ""}\n`);
}
process.stdout.write(`${slow} above ${LIMIT_MS} ms\n`);
