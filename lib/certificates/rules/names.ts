import { opensslSubject, reissueAuthorityRemedy, reissueClientRemedy } from "../commands";
import { type NameAttribute, shown } from "../read/names";
import { publicAuthorityOf } from "./public-authorities";
import { fail, pass, type Rule, sources, warn } from "./rule";

// Source identity and session names, from the STS model.
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;

const commonNames = (attributes: readonly NameAttribute[]) =>
  attributes.filter(({ type }) => type === "CN").map(({ value }) => value);

export const nameRules: readonly Rule[] = [
  {
    id: "subject-present",
    title: "The subject is not empty",
    scope: "both",
    part: "Subject",
    expected: "At least one attribute, for example CN=ckm-prod",
    why: "Roles Anywhere identifies a workload by the subject, so an empty one is refused even with an alternative name.",
    source: sources.trustModel,
    judge: ({ facts, as }) => {
      if (facts.subject.attributes.some(({ value }) => value !== ""))
        return pass(`${shown(facts.subject.text)}.`);
      const text = "Issue the certificate again with a subject.";
      return fail(
        "The subject is empty.",
        as === "client"
          ? reissueClientRemedy(facts, text, { subject: "/CN=ckm-prod" })
          : reissueAuthorityRemedy(facts, text),
      );
    },
  },
  {
    id: "common-name",
    title: "The common name fits into a session",
    scope: "client",
    part: "Common name of the subject",
    expected: "One common name of at most 64 characters",
    why: "Roles Anywhere makes the session's source identity from it: CN=NAME up to 61 characters, the bare name to 64.",
    source: sources.trustModel,
    judge: ({ facts }) => {
      const names = commonNames(facts.subject.attributes);
      const first = names[0];
      if (first === undefined)
        return pass(`None. The source identity is then ID= and the serial number (${facts.serial.hex}).`);
      if ([...first].length > 64)
        return fail(
          `${[...first].length} characters.`,
          reissueClientRemedy(
            facts,
            "Issue the certificate again with a common name of at most 61 characters.",
            { subject: shortened(facts.subject.attributes) },
          ),
        );
      if (names.length > 1)
        return warn(
          `${names.length} common names: ${shown(names.join(", "))}. Which one Roles Anywhere uses is not documented.`,
          reissueClientRemedy(facts, "Issue the certificate again with one common name.", {
            subject: opensslSubject(onlyFirst(facts.subject.attributes)),
          }),
        );
      if ([...first].length > 61)
        return pass(
          `${shown(first)} (62 to 64 characters: the source identity is the bare name, without CN=).`,
        );
      return pass(`${shown(first)}. The source identity of the session is CN=${shown(first)}.`);
    },
  },
  {
    id: "source-identity",
    title: "The common name has only characters that a session name accepts",
    scope: "client",
    part: "Common name of the subject",
    expected: "Letters, digits and any of _ + = , . @ -",
    why: "STS accepts only these in a source identity. Whether Roles Anywhere passes on others is not documented.",
    source: sources.assumeRole,
    applies: ({ facts }) => commonNames(facts.subject.attributes).length > 0,
    judge: ({ facts }) => {
      const name = commonNames(facts.subject.attributes)[0] ?? "";
      const identity = [...name].length <= 61 ? `CN=${name}` : name;
      if (SOURCE_IDENTITY.test(identity) || [...name].length > 64) return pass(`${shown(identity)}.`);
      const odd = [...new Set(name.replace(/[\w+=,.@-]/g, ""))].join(" ");
      return warn(
        `${shown(name)} holds other characters: ${shown(JSON.stringify(odd))}.`,
        reissueClientRemedy(facts, "To be safe, use a common name of letters, digits, dots and hyphens.", {
          subject: opensslSubject(
            facts.subject.attributes.map((a) =>
              a.type === "CN" ? { ...a, value: a.value.replace(/[^\w+=,.@-]+/g, "-") } : a,
            ),
          ),
        }),
      );
    },
  },
  {
    id: "public-authority",
    title: "The CA is not a public one",
    scope: "anchor",
    part: "Key, issuer's signature, and names",
    expected: "Your own CA",
    why: "Roles Anywhere refuses public CAs as trust anchors: anyone who buys a certificate there could sign in.",
    source: sources.trustModel,
    judge: ({ facts, publicRoot }) => {
      const remedy = { text: "Use your own CA, AWS Private CA, or the pilot CA that this page creates." };
      if (publicRoot !== undefined)
        return fail(
          publicRoot.how === "key"
            ? `It has the key of the public root ${shown(publicRoot.name, 120)}.`
            : `The public root ${shown(publicRoot.name, 120)} issued it: its signature verifies.`,
          remedy,
        );
      const named = publicAuthorityOf(facts.subject) ?? publicAuthorityOf(facts.issuer);
      return named === undefined
        ? pass("Neither its key nor its names are those of a public CA that is known here.")
        : warn(
            `It has the name of ${shown(named, 120)}, which runs public CAs and may run private ones. If this is a public one, it will be refused.`,
            remedy,
          );
    },
  },
];

const onlyFirst = (attributes: readonly NameAttribute[]) =>
  attributes.filter((a, i) => a.type !== "CN" || attributes.findIndex((b) => b.type === "CN") === i);

const shortened = (attributes: readonly NameAttribute[]) =>
  opensslSubject(
    attributes.map((a) => (a.type === "CN" ? { ...a, value: [...a.value].slice(0, 61).join("") } : a)),
  );
