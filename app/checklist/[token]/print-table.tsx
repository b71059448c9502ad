import { Ident } from "@/components/ui/ident";
import { StatusWord } from "@/components/verdicts/status";
import type { Checklist, ShownVerdict } from "@/lib/checklist";
import type { EvidenceKind } from "@/lib/verdict";

const howBriefly: Record<EvidenceKind, string> = {
  probe: "Call",
  simulation: "Simulator",
  static: "Rule",
  browser: "In a browser",
  pasted: "Pasted",
};

/** A check on paper: one line a verdict, the remedy under what did not pass. The screen has the folded rows instead. */
export function PrintTable({ check }: { check: Checklist["checks"][number] }) {
  return (
    <section className="hidden print:block">
      <h2 className="text-lg font-semibold">
        {check.title}
        {check.stale && <span className="font-normal"> – answers changed since; no longer counts</span>}
      </h2>
      <table className="mt-2 w-full table-fixed border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line-strong">
            <th scope="col" className="w-32 py-1 pr-3 font-medium">
              Status
            </th>
            <th scope="col" className="w-2/5 py-1 pr-3 font-medium">
              Check
            </th>
            <th scope="col" className="py-1 pr-3 font-medium">
              Found
            </th>
            <th scope="col" className="w-24 py-1 font-medium">
              How
            </th>
          </tr>
        </thead>
        <tbody>
          {check.verdicts.map((verdict) => (
            <Line key={verdict.id} verdict={verdict} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ verdict: { status, title, evidence, remedy } }: { verdict: ShownVerdict }) {
  return (
    <tr className="border-b border-line align-top">
      <td className="py-1 pr-3">
        <StatusWord status={status} />
      </td>
      <td className="py-1 pr-3">
        <Ident text={title} />
      </td>
      <td className="py-1 pr-3">
        <Ident text={evidence.found} />
        {status !== "pass" && remedy !== undefined && <p>To do: {remedy.text}</p>}
      </td>
      <td className="py-1">{howBriefly[evidence.kind]}</td>
    </tr>
  );
}
