import { expect, test } from "vitest";
import { readHouse } from "@/scripts/read-imports";

const house = [...readHouse().values()];
const isClient = (text: string) => text.startsWith('"use client"');
const actions = new Set(house.filter(({ text }) => text.startsWith('"use server"')).map(({ path }) => path));
const ways = ["app/_action/use-action.ts", "app/_action/or-lost.ts"];

/** Parts that hand an action on to the button that calls it. */
const handOn: Record<string, string> = {
  "app/setup/[plan]/people/invitations.tsx": "hands both to the keeper of links",
  "app/setup/[plan]/connect/checklist-links.tsx": "hands both to the keeper of links",
};

test("whatever calls an action in the browser takes a server that does not answer from one place", () => {
  const callers = house.filter(
    ({ text, imports }) =>
      isClient(text) && imports.some(({ target, typeOnly }) => !typeOnly && actions.has(target ?? "")),
  );
  expect(callers.length).toBeGreaterThan(12);
  const bare = callers.filter(({ imports }) => !imports.some(({ target }) => ways.includes(target ?? "")));
  expect(bare.map(({ path }) => path).sort()).toEqual(Object.keys(handOn).sort());
});

test("a part of the page that is loaded when it is needed may fail to come, and is asked for in the same way", () => {
  const loading = house.filter(
    ({ path, text }) =>
      path.startsWith("app/") && isClient(text) && /\bawait import\(|\(import\("/.test(text),
  );
  expect(loading.length).toBeGreaterThan(8);
  const bare = loading.filter(({ imports }) => !imports.some(({ target }) => ways.includes(target ?? "")));
  expect(bare.map(({ path }) => path)).toEqual([]);
});
