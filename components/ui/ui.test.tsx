import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CheckboxCards } from "@/components/forms/choice-cards";
import { FileDrop } from "@/components/forms/file-drop";
import { SecretField } from "@/components/forms/secret-field";
import { TextField } from "@/components/forms/text-field";
import { TrustDrawing } from "@/components/pictures/trust-drawing";
import { statusLooks } from "@/components/verdicts/status";
import { VerdictRow } from "@/components/verdicts/verdict";
import { VerdictList } from "@/components/verdicts/verdict-list";
import type { Verdict, VerdictStatus } from "@/lib/verdict";
import { verdictStatuses } from "@/lib/verdict";
import { CodeCard } from "./code-card";
import { Ident } from "./ident";
import { daysAgo } from "./moment";

const nothing = () => {};
const verdict = (status: VerdictStatus, more: Partial<Verdict> = {}): Verdict => ({
  id: `kms:${status}`,
  title: "kms:CreateKey",
  status,
  evidence: {
    kind: "probe",
    lookedAt: "A call of kms:CreateKey in us-east-1",
    expected: "Allowed",
    found: "Denied for arn:aws:iam::111122223333:role/ckm",
    details: "AccessDeniedException: raw words",
    at: new Date("2026-11-24T14:02:31Z"),
    world: "sandbox",
  },
  why: "CCKM makes keys.",
  remedy: { text: "Add this statement.", command: '{"Action":"kms:CreateKey"}', language: "json" },
  source: { title: "KMS permissions", url: "https://docs.aws.amazon.com/kms/" },
  ...more,
});
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");

describe("a verdict", () => {
  const text = words(renderToStaticMarkup(<VerdictRow verdict={verdict("fail")} />));

  it.each([
    ["its status in a word", "Failed"],
    ["what was looked at", "A call of kms: CreateKey in us-east-1"],
    ["what was expected", "Allowed"],
    ["how it was come by, sandbox said", "Asked the sandbox and read its answer"],
    ["when, to the minute, in UTC", "2026-11-24 14:02 UTC"],
    ["why it matters", "CCKM makes keys."],
    ["what to do", "Add this statement."],
    ["the command that does it", '{"Action":"kms:CreateKey"}'],
    ["the raw words", "AccessDeniedException: raw words"],
    ["the source, that opens elsewhere", "(opens in a new tab)"],
  ])("shows %s", (_, expected) => expect(text).toContain(expected));

  it("has an icon, a word and a colour of its own for each status", () => {
    for (const key of ["word", "icon", "text"] as const)
      expect(new Set(verdictStatuses.map((status) => statusLooks[status][key])).size).toBe(
        verdictStatuses.length,
      );
  });

  it.each(["pasted", "browser", "static"] as const)(
    "does not say that AWS was asked when it was %s",
    (kind) => {
      const { evidence } = verdict("pass");
      const said = words(
        renderToStaticMarkup(<VerdictRow verdict={verdict("pass", { evidence: { ...evidence, kind } })} />),
      );
      expect(said).not.toContain("Asked");
    },
  );

  it("says that it is out of date", () => {
    expect(words(renderToStaticMarkup(<VerdictRow verdict={verdict("pass")} stale />))).toContain(
      "check again",
    );
  });
});

describe("a list of verdicts", () => {
  it("counts every status, the gravest first, and never counts unknown as passed", () => {
    const list = [verdict("pass"), verdict("unknown"), verdict("fail"), verdict("pass", { id: "second" })];
    expect(words(renderToStaticMarkup(<VerdictList verdicts={list} title="Permissions" />))).toContain(
      "1 failed 1 unknown 2 passed",
    );
  });

  it("loses no verdict that stands in no group", () => {
    const html = renderToStaticMarkup(
      <VerdictList
        verdicts={[verdict("pass"), verdict("warn")]}
        title="Permissions"
        groups={[{ title: "Keys", ids: ["kms:pass"] }]}
      />,
    );
    expect(html.match(/<details[^>]*data-status/g)).toHaveLength(2);
    expect(words(html)).toContain("Others");
  });
});

describe("the trust drawing", () => {
  const html = renderToStaticMarkup(
    <TrustDrawing
      parts={[
        { id: "certificate", label: "Certificate", state: "proven" },
        { id: "anchor", label: "Trust anchor", state: "broken" },
        { id: "profile", label: "Profile", state: "unproven" },
        { id: "kms", label: "KMS", state: "waiting", fact: "us-east-1" },
      ]}
    />,
  );
  it("has a text twin with the state of every part in words", () => {
    expect(words(html.slice(html.indexOf("<ol")))).toBe(
      " Certificate Proven Trust anchor Breaks here Profile Not proven yet KMS Waiting us-east-1 ",
    );
  });
  it("keeps the picture itself from screen readers", () => {
    expect(html.match(/<svg(?![^>]*aria-hidden="true")/g)).toBeNull();
  });
});

describe("a field", () => {
  const html = renderToStaticMarkup(
    <TextField
      name="accountId"
      label="Account"
      hint="12 digits"
      error="Enter 12 digits."
      onChange={nothing}
      value="1"
    />,
  );
  it("is read with its label, hint and error, and an error summary finds it by its name", () => {
    expect(html).toContain('for="accountId"');
    expect(html).toContain('aria-describedby="accountId-hint accountId-error"');
    expect(html).toContain('id="accountId-error"');
    expect(html).toContain('aria-invalid="true"');
  });
});

describe("a box for a secret", () => {
  const html = renderToStaticMarkup(<SecretField id="secret" label="Secret" value="" onValue={nothing} />);
  it("has no form name, is masked, and asks the browser to keep nothing", () => {
    expect(html).not.toMatch(/\sname=/);
    expect(html).toMatch(/class="[^"]*\bmasked\b/);
    expect(html).toContain('autoComplete="off"');
    expect(html).toContain('spellCheck="false"');
  });
});

describe("choices", () => {
  it("tick what is always in force, and say why it cannot be unticked", () => {
    const html = renderToStaticMarkup(
      <CheckboxCards
        name="sets"
        legend="Features"
        values={[]}
        onValues={nothing}
        options={[{ value: "keys", title: "Keys", locked: "Always needed." }]}
      />,
    );
    expect(html).toMatch(/<input[^>]*disabled=""[^>]*checked=""/);
    expect(html).toContain("Always needed.");
  });
});

it("breaks ARNs and actions after their separators, and leaves prose alone", () => {
  const html = renderToStaticMarkup(<Ident text="Denied: arn:aws:iam::1:role/a may not kms:CreateKey." />);
  expect(html).toContain("role/<wbr/>a");
  expect(html).toContain("kms:<wbr/>CreateKey");
  expect(html.startsWith("Denied: <span")).toBe(true);
});

it.each([
  [0, "in the last 24 hours"],
  [1, "a day ago"],
  [12, "12 days ago"],
])("says %s days as %s", (days, said) => {
  expect(daysAgo(new Date(0), new Date(days * 86_400_000))).toBe(said);
});

it("writes no style attribute and no inline script, which the content security policy would refuse", () => {
  const html = renderToStaticMarkup(
    <>
      <VerdictList verdicts={verdictStatuses.map((status) => verdict(status))} title="All" />
      <CodeCard
        code={"a\n".repeat(60)}
        language="bash"
        copyLabel="Copy the script"
        fileName="a.sh"
        title="Script"
      />
      <FileDrop name="pem" label="PEM" endings={[".pem"]} value="" onText={nothing} onFile={nothing} />
    </>,
  );
  expect(html).not.toMatch(/\sstyle=|<script/);
});
