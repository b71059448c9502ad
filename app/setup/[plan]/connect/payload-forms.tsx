import { CodeCard, Tabs } from "@/components/ui";
import type { ExportFormat } from "@/lib/exports";

type Form = Pick<ExportFormat, "id" | "title" | "what" | "fileName" | "language"> & { code: string };

const nouns: Record<string, string> = {
  "payload-template": "template",
  "connect-terraform": "resource",
  "plan-export": "plan export",
};

/** Forms without secrets, one tab each; one form alone needs no tabs. */
export function PayloadForms({
  title = "The payload",
  forms,
}: {
  title?: string | undefined;
  forms: readonly Form[];
}) {
  const id = title.toLowerCase().replace(/\W+/g, "-");
  const card = (form: Form) => (
    <CodeCard
      code={form.code}
      language={form.language}
      what={form.what}
      fileName={form.fileName}
      copyLabel={`Copy the ${nouns[form.id] ?? "script"}`}
      downloadLabel={`Download the ${nouns[form.id] ?? "script"}`}
      foldAfter={form.id === "plan-export" ? 6 : 30}
    />
  );
  const [only] = forms;
  return (
    <section className="flex min-w-0 flex-col gap-4" aria-labelledby={id}>
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {forms.length === 1 && only !== undefined ? (
        card(only)
      ) : (
        <Tabs
          label="Form of the payload"
          tabs={forms.map((form) => ({ id: form.id, label: form.title, content: card(form) }))}
        />
      )}
    </section>
  );
}
