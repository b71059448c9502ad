import { CodeCard, Mono } from "@/components/ui";
import { formPath, type HandField } from "@/lib/exports";

/** The connection field by field, for those who fill in the form. */
export function HandCard({ fields }: { fields: readonly HandField[] }) {
  return (
    <section className="flex max-w-read flex-col gap-4" aria-labelledby="by-hand">
      <h2 id="by-hand" className="text-lg font-semibold">
        By hand
      </h2>
      <p className="max-w-line text-ink-soft">
        In CipherTrust, open <strong className="font-medium text-ink">{formPath.join(" > ")}</strong> and add
        a connection for AWS. The fields are listed here under their names in CipherTrust's API; the labels in
        the form may differ.
      </p>
      <dl className="rounded-lg border border-line bg-surface">
        {fields.map(({ apiName, value, note }) => (
          <div
            key={apiName}
            className="grid grid-cols-1 gap-x-6 gap-y-1 border-t border-line px-4 py-2.5 first:border-0 md:grid-cols-[15rem_1fr]"
          >
            <dt className="min-w-0 font-mono text-sm">{apiName}</dt>
            <dd className="flex min-w-0 flex-col gap-1 text-sm">
              {value !== undefined &&
                (value.includes("\n") ? (
                  <CodeCard plain code={value} language="text" copyLabel={`Copy ${apiName}`} foldAfter={4} />
                ) : (
                  <Mono text={value} />
                ))}
              {note !== undefined && <span className="max-w-line text-ink-soft">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
