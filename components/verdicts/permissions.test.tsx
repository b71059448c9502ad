import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PermissionMap } from "@/components/pictures/permission-map";
import { PermissionCell, type PermissionState, permissionCountWords } from "./permission-cell";
import { PermissionMatrix } from "./permission-matrix";
import type { PermissionRowData } from "./permission-row";

const states: PermissionState[] = [
  "pass",
  "on-paper",
  "warn",
  "fail",
  "unknown",
  "not-applicable",
  "asked",
  "not-asked",
];
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const cells = (...list: PermissionState[]) => list.map((state, index) => ({ id: `kms:A${index}`, state }));

describe("the map of the permissions", () => {
  const html = renderToStaticMarkup(
    <PermissionMap
      groups={[
        { title: "List regions", cells: cells("pass") },
        { title: "Manage keys", cells: cells("pass", "fail", "unknown", "asked") },
      ]}
    />,
  );

  it("is a picture with a short name for each set, a cell for each permission", () => {
    expect([...html.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      "List regions: a cell for each of 1",
      "Manage keys: a cell for each of 4",
    ]);
    expect(html.match(/<svg/g)).toHaveLength(5);
  });

  it("has a text twin that says the same in words", () => {
    expect(words(html)).toBe(
      "List regions List regions: 1 allowed, 0 denied, 0 unknown Manage keys Manage keys: 1 allowed, 1 denied, 1 unknown, 1 not answered yet",
    );
  });

  it("draws every state in a shape of its own, so that it reads without colour", () => {
    const shape = (state: PermissionState) =>
      renderToStaticMarkup(<PermissionCell id="kms:A" state={state} stale={false} />)
        .replace(/(title|data-cell)="[^"]*"/g, "")
        .replace(/\b(fill|stroke)-(?!none)[a-z-]+/g, "")
        .replace(/stroke-(linecap|linejoin|width)="[^"]*"/g, "");
    expect(new Set(states.map(shape)).size).toBe(states.length);
  });

  it("says what was, once the answers have changed, and writes no style attribute", () => {
    const old = renderToStaticMarkup(
      <PermissionMap stale groups={[{ title: "Keys", cells: cells("pass", "fail") }]} />,
    );
    expect(words(old)).toContain("1 allowed, 1 denied, 0 unknown before the answers changed");
    expect(old).not.toMatch(/ style=|fill-fail|stroke-pass/);
  });

  it.each<[PermissionState[], string]>([
    [["not-asked", "not-asked"], "not asked yet"],
    [["pass", "not-asked"], "1 allowed, 0 denied, 0 unknown, 1 not answered yet"],
    [["on-paper", "fail"], "1 allowed on paper, 1 denied, 0 unknown"],
    [["pass", "on-paper", "on-paper"], "1 allowed, 2 allowed on paper, 0 denied, 0 unknown"],
    [["unknown", "not-applicable"], "0 allowed, 0 denied, 1 unknown, 1 not applicable"],
  ])("counts %j as “%s”, and neither unknown nor paper as allowed", (list, said) => {
    expect(permissionCountWords(list)).toBe(said);
  });
});

describe("the matrix", () => {
  const verdict = (found: string) => ({
    id: "kms:CreateKey",
    title: "kms:CreateKey",
    status: "pass" as const,
    evidence: { kind: "probe" as const, lookedAt: "x", expected: "x", found, at: new Date(0) },
  });
  const row: PermissionRowData = {
    id: "kms:CreateKey",
    cells: { probe: "fail", simulated: "pass", pasted: "not-asked" },
    counts: "probe",
    state: "fail",
    found: "Denied by nobody.",
    against: ["simulated"],
    verdicts: [{ column: "probe", verdict: verdict("Denied by nobody.") }],
  };
  const html = renderToStaticMarkup(
    <PermissionMatrix
      caption="What each way says"
      columns={[
        { id: "probe", title: "Probe", fact: "1.3 s" },
        { id: "simulated", title: "Simulator" },
        { id: "pasted", title: "Pasted" },
      ]}
      groups={[
        { title: "Manage keys", rows: [row], states: ["fail", "pass"] },
        { title: "Read", rows: [{ ...row, id: "kms:B" }], states: ["on-paper", "fail"] },
        { title: "Both", rows: [{ ...row, id: "kms:C" }], states: ["on-paper", "pass"] },
        { title: "Filtered away", rows: [], states: ["pass"] },
      ]}
    />,
  );
  const table = [...html.matchAll(/<tr.*?<\/tr>/g)].map(([line]) =>
    [...line.matchAll(/<t[hd].*?<\/t[hd]>/g)].map(([cell]) => words(cell)),
  );

  it("is a table of action and way, each cell in words, the one that counts said", () => {
    expect(table[0]).toEqual(["Permission", "Probe 1.3 s", "Simulator", "Pasted"]);
    expect(table[1]).toEqual(["Manage keys 1 of 2 allowed"]);
    expect(table[3]).toEqual(["Read 1 of 2 allowed on paper"]);
    expect(table[5]).toEqual(["Both 1 of 2 allowed, 1 on paper"]);
    expect(table[2]?.slice(1)).toEqual(["Denied (counts)", "Allowed", "not asked"]);
    expect(html).toContain('scope="rowgroup"');
    expect(words(html)).not.toContain("Filtered away");
  });

  it("says a contradiction, and what was found, at the row", () => {
    expect(table[2]?.[0]).toContain("They disagree");
    expect(table[2]?.[0]).toContain("Denied by nobody.");
  });

  it("opens each row with a button that names the permission", () => {
    expect(html).toMatch(/<button[^>]*aria-expanded="false"[^>]*>.*?kms:<wbr\/>CreateKey/);
    expect(html).not.toMatch(/ style=/);
  });
});
