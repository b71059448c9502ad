import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { consoleUrl } from "@/lib/exports";
import { partitions, partitionTable } from "@/lib/partitions";
import { readHouse } from "@/scripts/read-imports";
import { isOwnLink } from ".";

it("every link that the product writes is of the table", () => {
  const written = [...readHouse().values()]
    .filter(
      ({ path }) =>
        /^(lib|app|components)\//.test(path) && !/\.test\.|\/testing\/|^lib\/(sandbox|aws)\//.test(path),
    )
    .flatMap(({ path }) =>
      [...readFileSync(path, "utf8").matchAll(/\b(?:url|href):\s*["'`](https?:\/\/[^"'`$]+)/g)].map(
        ([, url = ""]) => url,
      ),
    );
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter((url) => !isOwnLink(url))).toEqual([]);
});

it("so are the consoles of every region", () => {
  for (const partition of partitions)
    for (const region of partitionTable[partition].regions)
      for (const place of ["iam/home#/policies", "cloudshell/home"])
        expect(isOwnLink(consoleUrl(partition, region, place)), consoleUrl(partition, region, place)).toBe(
          true,
        );
});
