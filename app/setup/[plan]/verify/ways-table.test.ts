import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { settlePermissions, type Verdict, type VerdictStatus } from "@/lib/checks";
import { WaysTable } from "./ways-table";

const verdict = (id: string, status: VerdictStatus): Verdict => ({
  id,
  title: id,
  status,
  evidence: { kind: "probe", lookedAt: "x", expected: "x", found: "x", at: new Date(0) },
});
const actions = ["kms:ListKeys", "kms:CreateKey", "kms:EnableKey"];
const probe = actions.map((id) => verdict(id, id === "kms:CreateKey" ? "unknown" : "pass"));

/** The rows of the table as their words, cell by cell. */
function rows(lists: Parameters<typeof settlePermissions>[1]): string[][] {
  const html = renderToStaticMarkup(
    createElement(WaysTable, { settled: settlePermissions(actions, lists) }),
  ).replaceAll("&#x27;", "'");
  expect(html).not.toContain("style=");
  return [...html.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd].*?<\/t[hd]>/g)].map(([cell]) => cell.replace(/<[^>]*>/g, "")),
  );
}

describe("what each way said", () => {
  it("is not shown while one way alone has spoken", () => {
    expect(rows({})).toEqual([]);
    expect(rows({ probe, pasted: [] })).toEqual([]);
  });

  it("stands side by side for what two ways were asked, a contradiction named, nothing averaged", () => {
    const simulated = [verdict("kms:ListKeys", "fail"), verdict("kms:CreateKey", "pass")];
    const pasted = [verdict("kms:CreateKey", "pass")];
    expect(rows({ probe, pasted, simulated })).toEqual([
      [
        "Permission",
        "Probe with the connection's own credentials",
        "AWS's policy simulator, asked by this server",
        "Pasted evidence",
      ],
      ["kms:ListKeysThey disagree", "Passed", "Failed", "Not asked"],
      ["kms:CreateKey", "Unknown", "Passed", "Passed"],
    ]);
  });
});
