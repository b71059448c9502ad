import { readFileSync } from "node:fs";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { type Inspection, inspectCertificates, shown } from "../lib/certificates/public";
import { describe as inWords, recognise, stays } from "../lib/intake";

/**
 * The certificate verdicts as a command, for the pipeline of a PKI team:
 *
 *   npm run certificates -- client.pem ca.pem                what is what is found out; the CA that issued is the anchor
 *   npm run certificates -- client.pem --anchor root.pem     against this CA
 *   npm run certificates -- ca.pem                           a CA certificate alone is judged as trust anchor
 *   … --json                                                 for machines
 *   … --now 2027-01-31                                       as of that day
 *
 * Files may be PEM, DER, PKCS#7, PKCS#12 (its password in the variable PKCS12_PASSWORD) or whatever holds these: a
 * Kubernetes Secret, an answer of Vault. Each is read by itself; a file without a certificate ends with an error.
 *
 * Exit code 0: accepted; 1: refused, unknown or not read to its end; 2: used wrongly, or a file without a certificate.
 * Uses no keys and asks for none; of one that stands in a file it says that it is there, and no more.
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
        if (Number.isNaN(parsed.now.getTime())) return `--now needs a date such as 2027-01-31, not ${value}.`;
      }
    } else if (argument.startsWith("-")) return `${argument} is not an option. ${usage}`;
    else parsed.files.push(argument);
  }
  return parsed.files.length + parsed.anchors.length === 0 ? usage : parsed;
}

interface Read {
  /** The certificates of all files, as PEM. */
  pem: string;
  /** What else was in them, for stderr. */
  notes: string[];
  /** True where a part of a file could not be read: nothing is accepted then. */
  unread: boolean;
}

/** Every file by itself, whatever its form. A sentence that names the file, where one holds no certificate. */
async function read(files: readonly string[]): Promise<Read | string> {
  const all: Read = { pem: "", notes: [], unread: false };
  const passphrase = process.env.PKCS12_PASSWORD;
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file));
    const found = await recognise(bytes, passphrase === undefined ? {} : { passphrase });
    const pems = found.parts.flatMap((part) => (part.kind === "certificate" ? [part.pem] : []));
    const why = found.problem ?? found.parts.flatMap((part) => ("problem" in part && part.problem) || [])[0];
    if (pems.length === 0) {
      const asks = found.needsPassphrase ? " Give its password in the variable PKCS12_PASSWORD." : "";
      const remedy = found.needsPassphrase ? "" : ` ${why?.remedy}`;
      const reason =
        why === undefined ? `it holds ${inWords(found)}` : `${why.title}. ${why.sentence}${remedy}`;
      return `No certificate in ${file}: ${reason}.${asks}`.replace(/\.\./g, ".");
    }
    all.pem += pems.join("");
    const kept = found.parts.filter((part) => stays(part) && part.kind !== "pkcs12");
    if (kept.length > 0)
      all.notes.push(`${file} also holds ${inWords({ parts: kept, unread: [] })}: not used and not shown.`);
    for (const { what, where } of found.unread)
      all.notes.push(`${file}: not read: ${what}${where === "" ? "" : ` (${where})`}.`);
    if (why !== undefined) all.notes.push(`${file}: ${why.title}. ${why.sentence} ${why.remedy}`);
    all.unread ||= found.unread.length > 0 || why !== undefined;
  }
  return all;
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
async function judge(inputs: { client?: string; anchor?: string }, now: Date): Promise<Judged[]> {
  const asAnchor = async (input: string): Promise<Judged> => ({
    title: "CA certificate, as trust anchor",
    result: await inspectCertificates({ as: "trust-anchor", input, now }),
  });
  const asClient = async (input: string, trustAnchor?: string): Promise<Judged> => ({
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
  const [client, anchor] = await Promise.all([read(parsed.files), read(parsed.anchors)]).catch(
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      return [`A file could not be read: ${why}`, ""] as const;
    },
  );
  if (typeof client === "string" || typeof anchor === "string") {
    console.error([client, anchor].filter((said) => typeof said === "string" && said !== "").join("\n"));
    return 2;
  }
  const inputs = {
    ...(client.pem === "" ? {} : { client: client.pem }),
    ...(anchor.pem === "" ? {} : { anchor: anchor.pem }),
  };
  for (const note of [...client.notes, ...anchor.notes]) console.error(note);
  const now = parsed.now ?? new Date();
  const results = await judge(inputs, now);
  const whole = !client.unread && !anchor.unread;
  const accepted = whole && results.every(({ result }) => result.accepted);
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
      `\n${accepted ? "Every rule is met." : whole ? "Not every rule is met." : "Not everything was read."} These are the documented rules; AWS was not asked.`,
    );
  }
  return accepted ? 0 : 1;
}

/** JSON has no big integers (an RSA exponent). */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

process.exitCode = await main(process.argv.slice(2));
