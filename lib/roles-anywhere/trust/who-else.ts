import { shortened } from "@/lib/bounded";
import type { CertificateInSession } from "@/lib/certificates/in-session";
import type { VerdictStatus } from "@/lib/verdict";
import { decide } from "./decide";
import type { TrustDocument } from "./read-trust-policy";
import { type Context, isOfCertificate, keysOf, signInContexts } from "./sign-in-context";

export interface ExpectedTrust {
  trustAnchorArn: string;
  /** What Roles Anywhere makes of the plan's certificate; without it, conditions on its fields stay open. */
  certificate?: CertificateInSession | undefined;
  /** Where the text has several roles. */
  roleName?: string | undefined;
}

interface WhoElse {
  status: VerdictStatus;
  found: string;
  remedy?: { text: string };
}

const NO_ANCHOR: WhoElse = {
  status: "unknown",
  found: "The trust anchor's ARN is not given yet: nothing to compare with.",
};

/** Who else could use the role: with another anchor of the account. */
export function anchorsOf(document: TrustDocument, { trustAnchorArn }: ExpectedTrust, now: Date): WhoElse {
  if (trustAnchorArn === "") return NO_ANCHOR;
  const elsewhere = `${trustAnchorArn.slice(0, trustAnchorArn.lastIndexOf("/") + 1)}ffffffff-ffff-4fff-8fff-ffffffffffff`;
  const asked = keysOf(document);
  const contexts = signInContexts({ trustAnchorArn: elsewhere, asked }, now);
  const { status } = decide(document, "sts:AssumeRole", contexts);
  if (status === "fail") return { status: "pass", found: "Tied to this anchor." };
  return {
    status: "warn",
    found:
      status === "pass"
        ? "A certificate of any trust anchor of the account can use the role: any certificate, any anchor."
        : "A certificate of another trust anchor of the account can use the role if it meets the conditions.",
    remedy: { text: `Add ArnEquals aws:SourceArn ${trustAnchorArn} to each statement that lacks it.` },
  };
}

/** What no certificate says of itself: a stranger's value of each field that the policy asks for. */
const STRANGE = "another certificate of this CA";
/** The issuer is what the certificates of one CA have in common. */
const OF_ISSUER = /^aws:(?:principal|request)tag\/x509issuer\//;

/** Who else could use the role: with another certificate of the CA that issued this one. */
export function certificatesOf(
  document: TrustDocument,
  { trustAnchorArn, certificate }: ExpectedTrust,
  now: Date,
): WhoElse {
  if (trustAnchorArn === "") return NO_ANCHOR;
  const asked = keysOf(document);
  const ofCertificate = [...asked].filter((key) => isOfCertificate(key) && !OF_ISSUER.test(key));
  const own = ofCertificate.filter((key) => key.includes("tag/")).map((key) => key.replace(/^[^/]*\//, ""));
  const common = Object.entries(certificate?.tags ?? {}).filter(([name]) => name.startsWith("x509Issuer/"));
  const tags = Object.fromEntries([...common, ...own.map((name) => [name, STRANGE])]);
  const stranger = { tags, sourceIdentity: `CN=${STRANGE}` };
  const { now: present, later } = signInContexts({ trustAnchorArn, certificate: stranger, asked }, now);
  const open = (context: Context): Context =>
    certificate === undefined
      ? Object.fromEntries(Object.entries(context).filter(([key]) => !OF_ISSUER.test(key)))
      : context;
  const contexts = { now: present.map(open), later: later.map(open) };
  const { status } = decide(document, "sts:AssumeRole", contexts);
  const named = shortened(ofCertificate.join(", "), 200);
  const remedy = {
    text: "Add StringEquals aws:PrincipalTag/x509Subject/CN with the certificate's common name, as the trust policy of the step “Create the identity” has it.",
  };
  if (status === "pass")
    return { status: "warn", found: "Any certificate of this CA can use the role.", remedy };
  if (status === "unknown")
    return {
      status: "unknown",
      found:
        "Another certificate of this CA can use the role if the request meets the other conditions, which nobody here knows.",
      remedy,
    };
  return ofCertificate.length > 0
    ? { status: "pass", found: `Tied by conditions on ${named}.` }
    : { status: "unknown", found: "No certificate of this CA can use the role as it is." };
}
