import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { has } from "@/scripts/test-tools";
import { canBeHcl, HclComment, type HclValue, hclBody, hclObject, hclString } from ".";
import { different, hostileValues, sorted } from "./testing/hostile";

const shown = <S extends z.ZodType>(value: S) => z.object({ value });
const { held, refused } = sorted(hostileValues(), canBeHcl);

/** Terraform's JSON, which this parser writes, has templates in its strings as HCL has: a doubled mark is one. */
const plain = (text: unknown) =>
  typeof text === "string" ? text.replace(/([$%])\1\{/g, (_, mark: string) => `${mark}{`) : text;

describe("2,000 hostile values", () => {
  it("come back from HashiCorp's parser as they went in", { timeout: 60_000 }, async () => {
    expect(held.length).toBeGreaterThanOrEqual(2000);
    const body = hclBody(
      held.flatMap((value, index) => [new HclComment(value), [`v${index}`, value] as const]),
      1,
    );
    const shape = z.object({ locals: z.tuple([z.record(z.string(), z.unknown())]) });
    const read = shape.parse(await parse("hostile.tf", `locals {\n${body}}\n`)).locals[0];
    expect(Object.keys(read)).toHaveLength(held.length);
    expect(
      different(
        held,
        held.map((_, index) => plain(read[`v${index}`])),
      ),
    ).toEqual([]);
  });

  describe.skipIf(!has("terraform"))("come back from Terraform itself", () => {
    const directory = mkdtempSync(join(tmpdir(), "hcl-"));
    afterAll(() => rmSync(directory, { recursive: true, force: true }));
    const terraform = (...words: string[]) =>
      execFileSync("terraform", words, { cwd: directory, stdio: "pipe", maxBuffer: 2 ** 27 }).toString();

    it("as values, in a list, and as keys", { timeout: 60_000 }, () => {
      const keys = [...new Set(held)].filter((value) => value.length < 40).slice(0, 500);
      const output = (name: string, value: HclValue) =>
        `output "${name}" {\n${hclBody([["value", value]], 1)}}\n`;
      const marked = hclObject(...keys.map((key, index) => [hclString(key), `v${index}`] as const));
      writeFileSync(join(directory, "main.tf"), output("list", held) + output("keys", marked));
      terraform("apply", "-auto-approve", "-no-color", "-input=false", "-lock=false");
      const out = z
        .object({ list: shown(z.array(z.string())), keys: shown(z.record(z.string(), z.string())) })
        .parse(JSON.parse(terraform("output", "-json")));
      const list = out.list.value;
      expect(list).toHaveLength(held.length);
      expect(different(held, list)).toEqual([]);
      const byValue = new Map(Object.entries(out.keys.value).map(([key, value]) => [value, key]));
      // A record cannot show the one key that is no own property of what JSON.parse makes of it in Zod.
      const asked = keys.filter((key) => key !== "__proto__");
      expect(
        different(
          asked,
          asked.map((key) => byValue.get(`v${keys.indexOf(key)}`)),
        ),
      ).toEqual([]);
    });
  });

  it("are refused where Terraform cannot hold them", () => {
    expect(refused.length).toBeGreaterThan(50);
    for (const value of refused) expect(() => hclString(value)).toThrow(RangeError);
  });
});

it("a description cannot read a file of the machine that applies it", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own form
  expect(hclString("Prod ${file(var.private_key_file)}")).toBe('"Prod $${file(var.private_key_file)}"');
});

it("a name that is none is refused", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own form
  for (const name of ["", "a b", 'a"', '"a"b"', "${x}", "a\n"])
    expect(() => hclBody([[name, "x"]], 0), name).toThrow(RangeError);
});
