import { readFileSync } from "node:fs";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { type Inspection, inspectCertificates, shown } from "../lib/certificates/public";

/**
 * The certificate verdicts as a command, for the pipeline of a PKI team:
 *
 *   npm run certificates -- client.pem ca.pem                what is what is found out; the CA that issued is the anchor
 *   npm run certificates -- client.pem --anchor root.pem     against this CA
 *   npm run certificates -- ca.pem                           a CA certificate alone is judged as trust anchor
 *   … --json                                                 for machines
 *   … --now 2027-01-31                                       as of that day
 *
 * Exit code 0: accepted; 1: refused or unknown; 2: used wrongly or unreadable file. Reads no keys and asks for none.
 */
interface Arguments {
  files: string[];
  anchors: string[];
  json: boolean;
  now?: Date;
}

const usage =
  "Use: npm run certificates -- client.pem [chain.pem …] [--anchor ca.pem] [--now YYYY-MM-DD] [--json]";

function parse(args: readonly string[]): Arguments | string {
  const parsed: Arguments = { files: [], anchors: [], json: false };
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    if (argument === "--json") parsed.json = true;
    else if (argument === "--anchor" || argument === "--now") {
      index += 1;
      const value = args[index];
      if (value === undefined) return `${argument} needs a value. ${usage}`;
      if (argument === "--anchor") parsed.anchors.push(value);
      else {
        parsed.now = new Date(value);
        if (Number.isNaN(parsed.now.getTime())) return `--now takes a day such as 2027-01-31, not ${value}.`;
      }
    } else if (argument.startsWith("-")) return `${argument} is not an option. ${usage}`;
    else parsed.files.push(argument);
  }
  return parsed.files.length + parsed.anchors.length === 0 ? usage : parsed;
}

/** Several files as one input: their PEM one after the other; a single file as it is, so that DER works, too. */
function read(files: readonly string[]): string | Uint8Array {
  const contents = files.map((file) => readFileSync(file));
  const [first] = contents;
  if (first !== undefined && contents.length === 1) return new Uint8Array(first);
  return contents.map((content) => content.toString("utf8")).join("\n");
}

const marks: Record<VerdictStatus, string> = {
  pass: "ok     ",
  warn: "warning",
  fail: "REFUSED",
  unknown: "unknown",
  "not-applicable": "–      ",
};

function table(title: string, result: Inspection): string {
  const lines = [title];
  if (result.problem) {
    lines.push(
      `  REFUSED  ${result.problem.title}`,
      `           ${result.problem.sentence}`,
      `           ${result.problem.remedy}`,
    );
    return lines.join("\n");
  }
  for (const certificate of result.certificates)
    lines.push(
      `  ${certificate.place}: ${shown(certificate.subject.text)} until ${certificate.notAfter.toISOString().slice(0, 10)}`,
    );
  lines.push("");
  for (const verdict of result.verdicts) lines.push(...rows(verdict));
  return lines.join("\n");
}

function rows({ status, title, evidence, remedy, id }: Verdict): string[] {
  const line = [`  ${marks[status]}  ${title}`, `           ${evidence.found}`];
  if (status === "pass" || status === "not-applicable") return line;
  if (remedy) line.push(`           → ${remedy.text}`);
  if (remedy?.command && status === "fail")
    line.push(...remedy.command.split("\n").map((text) => `             ${text}`));
  return [...line, `           (${id})`];
}

interface Judged {
  title: string;
  result: Inspection;
}

/** Without --anchor the CA certificate among the files that issued the client's is the anchor. */
async function judge(
  inputs: { client?: string | Uint8Array; anchor?: string | Uint8Array },
  now: Date,
): Promise<Judged[]> {
  const asAnchor = async (input: string | Uint8Array): Promise<Judged> => ({
    title: "CA certificate, as trust anchor",
    result: await inspectCertificates({ as: "trust-anchor", input, now }),
  });
  const asClient = async (
    input: string | Uint8Array,
    trustAnchor?: string | Uint8Array,
  ): Promise<Judged> => ({
    title: "Client certificate",
    result: await inspectCertificates({
      as: "client",
      input,
      now,
      ...(trustAnchor === undefined ? {} : { trustAnchor }),
    }),
  });
  if (inputs.client === undefined) return inputs.anchor === undefined ? [] : [await asAnchor(inputs.anchor)];
  if (inputs.anchor !== undefined)
    return [await asAnchor(inputs.anchor), await asClient(inputs.client, inputs.anchor)];
  const alone = await asClient(inputs.client);
  const [leaf, ...others] = alone.result.certificates;
  const isCa = (one: (typeof others)[number] | undefined) => one?.basicConstraints?.ca === true;
  if (isCa(leaf)) return [await asAnchor(inputs.client)];
  const issuer = others.find(({ place }) => place === "intermediate") ?? others.find(isCa);
  return issuer === undefined
    ? [alone]
    : [await asAnchor(issuer.pem), await asClient(inputs.client, issuer.pem)];
}

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    console.error(parsed);
    return 2;
  }
  let inputs: { client?: string | Uint8Array; anchor?: string | Uint8Array };
  try {
    inputs = {
      ...(parsed.files.length > 0 ? { client: read(parsed.files) } : {}),
      ...(parsed.anchors.length > 0 ? { anchor: read(parsed.anchors) } : {}),
    };
  } catch (error) {
    console.error(`A file could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const now = parsed.now ?? new Date();
  const results = await judge(inputs, now);
  const accepted = results.every(({ result }) => result.accepted);
  if (parsed.json)
    console.log(
      JSON.stringify(
        { accepted, results: results.map(({ title, result }) => ({ title, ...result })) },
        plain,
        2,
      ),
    );
  else {
    console.log(results.map(({ title, result }) => table(title, result)).join("\n\n"));
    console.log(
      `\n${accepted ? "Every rule is met." : "Not every rule is met."} This is the documented rule; AWS was not asked.`,
    );
  }
  return accepted ? 0 : 1;
}

/** JSON has no big integers (an RSA exponent). */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

process.exitCode = await main(process.argv.slice(2));
