import { expect, test } from "vitest";
import { optionalSets, permissionSets } from "@/lib/permissions";
import { operations } from "./operations";

test("every action of the product's permission sets has an operation", () => {
  const wanted = [...permissionSets, ...optionalSets].flatMap((set) =>
    set.actions.map(({ action }) => action),
  );
  const known = operations.map((row) => row.action);
  expect(wanted.filter((action) => action !== "sts:AssumeRole" && !known.includes(action))).toEqual([]);
});

test("no operation stands twice", () => {
  const names = operations.map((row) => `${row.service} ${row.name}`);
  expect(new Set(names).size).toBe(names.length);
  const routes = operations.flatMap((row) => row.route ?? []);
  expect(new Set(routes).size).toBe(routes.length);
});
