/**
 * The certificate verdicts against Node's own parse and verify of the same chain, and what a thousand inspections
 * leave in memory. Prints JSON. A process of its own, so that `--expose-gc` holds for nothing else.
 */
import { X509Certificate } from "node:crypto";
import { inspectCertificates } from "@/lib/certificates/public";
import { openssl } from "@/lib/certificates/testing/openssl";
import { median } from "./median";

const CA = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
const LEAF = ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature"];
const ROUNDS = 300;
const EACH = 1000;

const kit = openssl();
const root = kit.issue({ subject: "/CN=Bench Root", extensions: CA, keyName: "root" });
const issuing = kit.issue({ subject: "/CN=Bench Issuing", extensions: CA, keyName: "issuing", issuer: root });
const leaf = kit.issue({ subject: "/CN=bench", extensions: LEAF, keyName: "leaf", issuer: issuing });
kit.remove();
const chain = `${leaf.pem}\n${issuing.pem}`;

const ours = () => inspectCertificates({ as: "client", input: chain, trustAnchor: root.pem });
const { accepted } = await ours();
if (!accepted) throw new Error("the chain of the bench is not accepted");

function native(): void {
  const [first, second, third] = [leaf, issuing, root].map(({ pem }) => new X509Certificate(pem));
  if (!first || !second || !third) throw new Error("three certificates");
  const good =
    first.verify(second.publicKey) && second.verify(third.publicKey) && third.verify(third.publicKey);
  if (!good) throw new Error("the chain of the bench does not verify");
}

const oursMs: number[] = [];
const nativeMs: number[] = [];
for (let round = -50; round < ROUNDS; round += 1) {
  const began = performance.now();
  await ours();
  const between = performance.now();
  native();
  if (round < 0) continue;
  oursMs.push(between - began);
  nativeMs.push(performance.now() - between);
}

const heap: number[] = [];
for (let block = 0; block < 6; block += 1) {
  for (let run = 0; run < EACH; run += 1) await ours();
  globalThis.gc?.();
  heap.push(process.memoryUsage().heapUsed);
}

// The largest input that is taken at all: how long it holds the thread that works on it.
const longest: number[] = [];
for (const input of [
  chain.repeat(Math.floor(1_000_000 / chain.length)),
  "A".repeat(1_000_000),
  "-----BEGIN CERTIFICATE-----\n".repeat(35_000),
]) {
  const began = performance.now();
  await inspectCertificates({ as: "client", input });
  longest.push(performance.now() - began);
}

console.log(
  JSON.stringify({
    oursMs: median(oursMs),
    nativeMs: median(nativeMs),
    heap,
    longestMs: Math.max(...longest),
  }),
);
