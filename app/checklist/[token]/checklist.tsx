import { Fragment, type ReactNode } from "react";
import { Mark } from "@/components/frame/mark";
import { TrustDrawing } from "@/components/pictures/trust-drawing";
import { Mono } from "@/components/ui/ident";
import { Moment } from "@/components/ui/moment";
import { WorldBadge } from "@/components/ui/world-badge";
import { StatusWord } from "@/components/verdicts/status";
import { VerdictList, VerdictSummary } from "@/components/verdicts/verdict-list";
import { type Checklist, isCountedCheck } from "@/lib/checklist";
import { type Partition, partitions, partitionTable } from "@/lib/partitions";
import { evidenceKinds } from "@/lib/verdict";
import { PrintTable } from "./print-table";
import { trustOf } from "./trust";
import { kindWords, signInWords } from "./words";

/** The snapshot on one page, for reading and for paper. */
export function ChecklistPage({ checklist }: { checklist: Checklist }) {
  const { world, checks, steps } = checklist;
  const fresh = checks.filter(isCountedCheck).flatMap(({ verdicts }) => verdicts);
  return (
    <>
      {world === "sandbox" && <div aria-hidden className="hazard print-exact h-1.5" />}
      <main
        id="main"
        className="mx-auto flex w-full max-w-wide flex-col gap-10 px-4 py-8 sm:px-6 print:gap-6 print:p-0"
      >
        <Head checklist={checklist} />
        <TrustDrawing parts={trustOf(checklist)} />
        <Open open={checklist.open} />
        <Section title="How it was checked">
          <VerdictSummary verdicts={fresh} />
          <ul className="flex max-w-line flex-col gap-1">
            {evidenceKinds
              .filter((kind) => checklist.byEvidence[kind] > 0)
              .map((kind) => (
                <li key={kind}>
                  <span className="tabular-nums">{checklist.byEvidence[kind]}</span> {kindWords(kind, world)}
                </li>
              ))}
          </ul>
        </Section>
        {steps.length > 0 && (
          <Section title="The answers">
            <ol className="flex flex-col gap-6">
              {steps.map((step, index) => (
                <li key={step.title} className="break-inside-avoid">
                  <h3 className="font-semibold">
                    {index + 1}. {step.title}{" "}
                    <span className="font-normal text-ink-soft">– {step.state}</span>
                  </h3>
                  {step.answers.length === 0 ? (
                    <p className="text-sm text-ink-soft">Not filled in.</p>
                  ) : (
                    <dl className="mt-1 grid gap-x-4 text-sm sm:grid-cols-[14rem_1fr] print:grid-cols-[10rem_1fr]">
                      {step.answers.map(({ term, value, mono }) => (
                        <Row key={`${term} ${value}`} term={term}>
                          {value === "" ? "Not provided" : mono ? <Mono text={value} /> : value}
                        </Row>
                      ))}
                    </dl>
                  )}
                </li>
              ))}
            </ol>
          </Section>
        )}
        {checks.flatMap(byCertificate).map((check) => (
          <Fragment key={`${check.title} ${check.stale}`}>
            <div className="print:hidden">
              <VerdictList
                title={check.title}
                verdicts={check.verdicts}
                stale={check.stale}
                openFailures={false}
              />
            </div>
            <PrintTable check={check} />
          </Fragment>
        ))}
        <footer className="border-t border-line pt-4 text-sm text-ink-soft">
          <p className="max-w-line">
            Made by AWS Connection Wizard {checklist.toolVersion} on <Moment at={checklist.generatedAt} />. It
            shows the plan as it was then and cannot be changed. It holds no private key, secret or
            credential. The link works until <Moment at={checklist.expiresAt} />, unless it is withdrawn
            earlier.
          </p>
        </footer>
      </main>
    </>
  );
}

/** The same rules are judged for two certificates: a reader must see which one a verdict is about. */
function byCertificate(check: Checklist["checks"][number]): Checklist["checks"] {
  if (check.id !== "certificates") return [check];
  const parts = [
    { title: "Client certificate meets the documented rules", verdicts: check.verdicts.filter(ofClient) },
    {
      title: "CA certificate meets the documented rules",
      verdicts: check.verdicts.filter((v) => !ofClient(v)),
    },
  ];
  return parts.filter(({ verdicts }) => verdicts.length > 0).map((part) => ({ ...check, ...part }));
}

const ofClient = ({ id }: { id: string }) => id.startsWith("client");

function Head({ checklist }: { checklist: Checklist }) {
  const { completed, open, connectionName, world, accountId, partition, region } = checklist;
  const facts = isPartition(partition) ? partitionTable[partition].title : partition;
  return (
    <header className="flex flex-col gap-4">
      <p className="flex items-center gap-2 text-sm font-semibold">
        <Mark /> AWS Connection Wizard – checklist
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight break-words">
          {connectionName || "Unnamed plan"}
        </h1>
        <WorldBadge world={world} />
        <StatusWord
          filled
          status={completed ? "pass" : "warn"}
          words={completed ? "Completed" : `${open.length} ${open.length === 1 ? "item" : "items"} open`}
        />
      </div>
      {world === "sandbox" && (
        <p className="max-w-line font-medium">
          A rehearsal: everything here was made and checked in a pretend AWS. It says nothing about a real
          account.
        </p>
      )}
      <dl className="grid gap-x-4 gap-y-0.5 text-sm sm:grid-cols-[14rem_1fr] print:grid-cols-[10rem_1fr]">
        <Row term="AWS account">{accountId === "" ? "Not provided" : <Mono text={accountId} />}</Row>
        <Row term="Partition">{facts}</Row>
        <Row term="Home region">{region === "" ? "Not provided" : <Mono text={region} />}</Row>
        <Row term="Signs in with">{signInWords[checklist.signIn]}</Row>
        <Row term="As of">
          <Moment at={checklist.generatedAt} />
        </Row>
      </dl>
    </header>
  );
}

function Open({ open }: { open: readonly string[] }) {
  if (open.length === 0)
    return (
      <Section title="What is open">
        <p className="max-w-line">
          Nothing. Every check that applies has passed; the evidence is shown beside each one.
        </p>
      </Section>
    );
  return (
    <Section title="What is open">
      <ul className="flex max-w-line list-disc flex-col gap-1 pl-5">
        {open.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd className="mb-1.5 min-w-0 break-words sm:mb-0">{children}</dd>
    </>
  );
}

function isPartition(text: string): text is Partition {
  return partitions.some((partition) => partition === text);
}
