import { reissueAuthorityRemedy, reissueClientRemedy } from "../commands";
import { fail, type Judgement, pass, type Rule, type Subject, sources, warn } from "./rule";

const reissue = (subject: Subject, text: string, newKey = false) =>
  subject.as === "client"
    ? reissueClientRemedy(subject.facts, text, { newKey })
    : reissueAuthorityRemedy(subject.facts, text, { newKey });

export const algorithmRules: readonly Rule[] = [
  {
    id: "signature-algorithm",
    title: "Signed with SHA-256 or stronger",
    scope: "both",
    part: "Signature algorithm",
    expected: "SHA-256 or stronger; MD5 and SHA-1 are rejected",
    why: "Roles Anywhere rejects certificates that were signed with MD5 or SHA-1.",
    source: sources.trustModel,
    judge: judgeSignature,
  },
  {
    id: "key-readable",
    title: "The public key is a key",
    scope: "both",
    part: "Public key",
    expected: "Octets that are a key of the kind that the certificate names",
    why: "Nothing verifies with a key that is none: the certificate is damaged.",
    source: { ...sources.rfc5280, title: "RFC 5280 section 4.1.2.7: subject public key info" },
    judge: (subject) =>
      subject.facts.key.unusable === undefined
        ? pass("It is.")
        : fail(
            `Damaged: ${subject.facts.key.unusable}.`,
            reissue(subject, "Export the certificate again from its source, or have it issued again."),
          ),
  },
  {
    id: "key-type",
    title: "The key can sign the sign-in request",
    scope: "client",
    part: "Public key",
    expected: "RSA, EC or ML-DSA",
    why: "Roles Anywhere accepts RSA (PKCS#1 v1.5), ECDSA and ML-DSA signatures, and no others.",
    source: sources.signing,
    judge: (subject) => {
      const { kind } = subject.facts.key;
      if (kind === "RSA" || kind === "EC") return pass(kind === "RSA" ? "RSA." : "EC (elliptic curve).");
      if (kind.startsWith("ML-DSA"))
        return pass(`${kind}. Roles Anywhere lists it; browsers may not be able to sign with it.`);
      const note =
        kind === "RSA-PSS"
          ? " A key of this kind may not sign with PKCS#1 v1.5, the only RSA form that Roles Anywhere accepts."
          : "";
      return fail(
        `${kind === "other" ? `Algorithm ${subject.facts.key.oid}` : kind}.${note}`,
        reissue(subject, "Create a new RSA key and have a certificate issued for it.", true),
      );
    },
  },
  {
    id: "key-type",
    title: "The CA's key is of a kind that Roles Anywhere lists",
    scope: "anchor",
    part: "Public key",
    expected: "RSA, EC or ML-DSA",
    why: "The documents name these kinds; whether an anchor with another one is accepted is not documented.",
    source: sources.trustModel,
    judge: (subject) => {
      const { kind, oid } = subject.facts.key;
      if (kind === "other")
        return {
          status: "unknown",
          found: `Algorithm ${oid} is not known here, so the key cannot be judged.`,
        };
      return kind === "RSA" || kind === "EC" || kind.startsWith("ML-DSA")
        ? pass(`${kind}.`)
        : warn(`${kind}, which the documents do not name.`);
    },
  },
  {
    id: "key-size",
    title: "The key has a usual size",
    scope: "both",
    part: "Public key",
    expected: "RSA of 2048 to 4096 bits, or one of the curves P-256, P-384, P-521 by name",
    why: "AWS documents no limits. These are in common use; others may be refused without a clear message.",
    source: sources.authentication,
    applies: ({ facts: { key } }) =>
      key.unusable === undefined && ["RSA", "RSA-PSS", "EC"].includes(key.kind),
    judge: judgeSize,
  },
  {
    id: "platform-key",
    title: "CipherTrust has been shown to work with this kind of key",
    scope: "client",
    part: "Public key",
    expected: "RSA",
    why: "CipherTrust documents no rule. Its own tests use an RSA key; other kinds may work, but this is not verified.",
    source: sources.ciphertrust,
    judge: ({ facts }) =>
      facts.key.kind === "RSA"
        ? pass("RSA.")
        : warn(
            `${facts.key.kind}: not shown to work with a CipherTrust connection.`,
            reissueClientRemedy(
              facts,
              "To be safe, create a 2048-bit RSA key and have a certificate issued for it.",
              { newKey: true },
            ),
          ),
  },
];

function judgeSignature(subject: Subject): Judgement {
  const { family, hash, name, parametersUsual, oid } = subject.facts.signature;
  const again = (text: string) => reissue(subject, text);
  if (!parametersUsual)
    return fail(
      `${name}, with parameters that do not fit it.`,
      again("Issue the certificate again with SHA-256."),
    );
  if (hash === "MD5" || hash === "SHA-1")
    return fail(
      `${name}: ${hash} is named as rejected.`,
      again(`Issue the certificate again with SHA-256 instead of ${hash}.`),
    );
  if (hash === "MD2" || hash === "MD4" || hash === "SHA-224")
    return fail(
      `${name}: ${hash} is weaker than SHA-256.`,
      again("Issue the certificate again with SHA-256."),
    );
  if (family === "RSA-PSS")
    return warn(
      `${name}. The hash is strong enough; RSASSA-PSS is not mentioned in the documents.`,
      again("To be safe, issue the certificate again with sha256WithRSAEncryption."),
    );
  if (family === "EdDSA" || family === "DSA")
    return warn(
      `${name}, which the documents do not mention.`,
      again("To be safe, sign with an RSA or EC key and SHA-256."),
    );
  if (family === "other")
    return {
      status: "unknown",
      found: `Algorithm ${oid} is not known here, so its strength cannot be judged.`,
    };
  return pass(`${name}.`);
}

function judgeSize(subject: Subject): Judgement {
  const { kind, bits, exponent, curve, explicitCurve } = subject.facts.key;
  const remedy = reissue(
    subject,
    "Create an RSA key of 2048 or 3072 bits and have a certificate issued for it.",
    true,
  );
  if (kind === "EC") {
    if (explicitCurve)
      return fail(
        "An EC key with explicit curve parameters instead of a named curve. Old OpenSSL and LibreSSL on macOS write these, and Roles Anywhere refused them.",
        remedy,
      );
    if (/^[\d.]+$/.test(curve ?? ""))
      return {
        status: "unknown",
        found: `EC, curve ${curve}: not known here, so the key cannot be judged.`,
        remedy,
      };
    return ["P-256", "P-384", "P-521"].includes(curve ?? "")
      ? pass(`EC, ${curve}.`)
      : warn(`EC, curve ${curve}: not one of the usual three.`, remedy);
  }
  if (exponent !== undefined && (exponent < 3n || exponent % 2n === 0n))
    return fail(`RSA with the public exponent ${exponent}, which no working key has.`, remedy);
  if ((bits ?? 0) < 2048) return warn(`${kind} of ${bits} bits: fewer than 2048.`, remedy);
  if ((bits ?? 0) > 4096) return warn(`${kind} of ${bits} bits: more than the usual 4096.`);
  return pass(`${kind} of ${bits} bits.`);
}
