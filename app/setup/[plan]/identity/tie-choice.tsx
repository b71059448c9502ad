import { CheckboxCards, RadioCards } from "@/components/forms";
import { Disclosure, Note } from "@/components/ui";
import { type TieGap, tagWords, tieOf, tieWords } from "@/lib/exports";
import type { PlanDocument } from "@/lib/plan";
import { sentenceCase } from "@/lib/sentence-case";

type Identity = PlanDocument["identity"];

/** Which certificates of the trust anchor can use the role, and what that means when the certificate is renewed. */
export function TieChoice({
  document,
  set,
  error,
}: {
  document: PlanDocument;
  set: (patch: Partial<Identity>) => void;
  error?: string | undefined;
}) {
  const { identity } = document;
  const { required, offered, byName, open } = tieOf(document);
  const words = tieWords(required);
  const name = tieWords(byName);
  const chosen = identity.tie !== "fields" || identity.tieFields.length > 0;
  const summary = !chosen
    ? "not chosen yet"
    : words === ""
      ? "any certificate of this CA"
      : `only a certificate with ${words}`;
  const usual = identity.tie === "name" && open === undefined;
  return (
    <Disclosure summary={`Who can use the role: ${summary}`} open={!usual || error !== undefined}>
      <div className="flex max-w-read flex-col gap-6">
        {open !== undefined && (
          <Note tone="warn" title="The role is not tied to the certificate yet">
            {gapWords(open)}
          </Note>
        )}
        <RadioCards
          name="tie"
          legend="Which certificates can use the role?"
          hint="The role's trust policy asks for these fields with exactly these values."
          value={identity.tie}
          onValue={(value) => set({ tie: value as Identity["tie"] })}
          options={[
            {
              value: "name",
              title: "Certificates with this name",
              description:
                name === ""
                  ? "Its common name; or its first DNS name or URI, if it has none."
                  : `Requires ${name}. A renewed certificate must have the same ${Object.keys(byName).map(tagWords).join(" and ")}.`,
            },
            {
              value: "fields",
              title: "Certificates with the fields that I choose",
              description:
                "For example the organisation alone, when renewed certificates get new names. Everyone whose certificate has the same fields can use the role.",
            },
            {
              value: "any",
              title: "Any certificate of this CA",
              description:
                "Renewals need nothing. But everyone who gets a certificate from this CA can become CCKM: right only for a CA that issues certificates for CCKM alone.",
            },
          ]}
        />
        {identity.tie === "fields" && (
          <CheckboxCards
            name="tieFields"
            legend="Fields"
            hint="Only values that AWS accepts as session tags are offered. A renewed certificate must have them, too."
            columns={2}
            values={identity.tieFields}
            onValues={(tieFields) => set({ tieFields })}
            error={error}
            options={[
              ...Object.entries(offered),
              ...identity.tieFields
                .filter((field) => !(field in offered))
                .map((field) => [field, ""] as const),
            ].map(([value, text]) => ({
              value,
              title: sentenceCase(tagWords(value)),
              description:
                text === "" ? "The certificate does not have it, or not in a form that AWS accepts." : text,
            }))}
          />
        )}
      </div>
    </Disclosure>
  );
}

function gapWords(gap: TieGap): string {
  switch (gap.kind) {
    case "no-certificate":
      return "The plan has no client certificate yet, so any certificate of this CA can use the role. Add it in the step “Check the certificates” first; or run the script again afterwards: it then changes the trust policy.";
    case "unreadable":
      return "The client certificate cannot be read, so any certificate of this CA can use the role. Replace it in the step “Check the certificates”.";
    case "no-name":
      return "The certificate has no name that AWS accepts as a session tag, so any certificate of this CA can use the role. Choose fields below, or have it issued with a common name of letters, digits, spaces and _ . : / = + - @.";
    case "fields":
      return `The certificate has no ${gap.missing.map(tagWords).join(", ")} that can be required. Choose other fields.`;
  }
}
