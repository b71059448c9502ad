import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { circles, type Import, reachable, readHouse, type SourceFile } from "@/scripts/read-imports";

/** The arrows of the house, its faces and its file sizes, read from the imports. */
const house = readHouse();
const all = [...house.values()];
const isTest = ({ path }: { path: string }) => /\.(test|test-double)\.tsx?$|\/testing\/|^e2e\//.test(path);
const product = all.filter((file) => !isTest(file) && !file.path.startsWith("scripts/"));

const roomOf = (path: string | undefined) => /^lib\/([^/]+)\//.exec(path ?? "")?.[1];
/** A room of lib, or a file that lies beside the rooms. */
const lodging = (path: string) => /^lib\/[^/]+/.exec(path)?.[0] ?? path;
const inside = (folder: string) => product.filter((file) => file.path.startsWith(`${folder}/`));
const broken = (files: readonly SourceFile[], breaks: (entry: Import, file: SourceFile) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((i) => breaks(i, file)).map((i) => `${file.path} imports ${i.from}`),
  );

/** Files beside `index.ts` that other rooms may import, and why they cannot be part of it. */
const otherFaces: Record<string, string> = {
  "lib/certificates/public.ts": "what servers may have: everything but private keys",
  "lib/certificates/in-session.ts":
    "a certificate's names alone; pages that tie a role are spared the whole reader",
  "lib/certificates/keys/index.ts": "what only the browser may have: private keys",
  "lib/intake/public.ts": "what servers may have: signs of secrets and the schemas of what was written",
  "lib/problems/browser.ts": "what a page says by itself; it is spared the sentences of every room",
  "lib/roles-anywhere/sign.ts": "what only the browser may have: private keys",
  "lib/sent/documents.ts":
    "forms that take the certificate reader; pages that only save answers are spared it",
  "lib/server/result.ts": "a type for the browser; the face is for servers only",
  "lib/server/environment.ts": "proxy.ts must not bring the store with it",
  "lib/server/headers.ts": "proxy.ts must not bring the store with it",
  "lib/server/origin.ts": "proxy.ts must not bring the store with it",
  "lib/server/visitors/page-cookies.ts": "proxy.ts must not bring the store with it",
  "lib/server/health.ts": "for the health route alone",
  "lib/server/start.ts": "for instrumentation.ts alone",
};

const pureRooms = [
  "syntax",
  "bounded",
  "verdict",
  "problems",
  "plan",
  "permissions",
  "certificates",
  "intake",
  "sent",
  "roles-anywhere",
  "checks",
  "exports",
  "checklist",
];

test("the house is read", () => {
  expect(all.length).toBeGreaterThan(150);
  expect(house.get("lib/sandbox/dispatch.ts")?.imports.length).toBeGreaterThan(5);
});

describe("arrows", () => {
  test("lib knows nothing of app and components, and components nothing of app", () => {
    expect(broken(inside("lib"), ({ target }) => /^(app|components|e2e)\//.test(target ?? ""))).toEqual([]);
    expect(broken(inside("components"), ({ target }) => /^(app|e2e)\//.test(target ?? ""))).toEqual([]);
  });

  test("a room is entered by its face", () => {
    const allowed = (target: string) => /^lib\/[^/]+\/index\.ts$/.test(target) || target in otherFaces;
    const strangers = broken(product, ({ target }, file) => {
      const room = roomOf(target);
      if (target === undefined || room === undefined || room === roomOf(file.path)) return false;
      return !allowed(target);
    });
    expect(strangers).toEqual([]);
  });

  test("every second face is used by another room", () => {
    const used = new Set(all.flatMap((file) => file.imports.map((i) => i.target)));
    expect(Object.keys(otherFaces).filter((face) => !used.has(face))).toEqual([]);
  });

  test("only scripts and tests know the sandbox", () => {
    expect(
      broken(product, ({ target }, file) => roomOf(target) === "sandbox" && roomOf(file.path) !== "sandbox"),
    ).toEqual([]);
  });

  test("the sandbox shares neither signing nor certificates with the product", () => {
    const strange = ["certificates", "roles-anywhere", "exports", "checks", "store", "server"];
    expect(broken(inside("lib/sandbox"), ({ target }) => strange.includes(roomOf(target) ?? ""))).toEqual([]);
  });

  test("components hold no door to the outside", () => {
    const doors = ["aws", "store", "server", "sandbox"];
    const opened = broken(
      inside("components"),
      ({ target, from, typeOnly }) =>
        (!typeOnly && doors.includes(roomOf(target) ?? "")) || /^(@aws-sdk|drizzle-orm|pg)/.test(from),
    );
    expect(opened).toEqual([]);
  });

  test.each(pureRooms)(
    "%s runs anywhere: no React, Next, SDK, database, Node, environment or clock",
    (room) => {
      const files = inside(`lib/${room}`);
      expect(files.length).toBeGreaterThan(0);
      const outside = /^(react|next|@aws-sdk|@smithy|drizzle|pg$|pg\/|@electric-sql|node:|server-only)/;
      const doors = ["aws", "store", "server", "sandbox"];
      expect(
        broken(files, ({ from, target }) => outside.test(from) || doors.includes(roomOf(target) ?? "")),
      ).toEqual([]);
      // `now` is passed in; the clock may be its default, nothing else.
      const asDefault = /\bnow\b[^;\n]*(\?\?|=)\s*(\(\(\) => )?new Date\(\)/;
      const clocks = files.flatMap((file) =>
        file.text
          .split("\n")
          .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
          .filter(
            (line) =>
              /process\.env|Date\.now\(/.test(line) || (line.includes("new Date()") && !asDefault.test(line)),
          )
          .map((line) => `${file.path}: ${line.trim()}`),
      );
      expect(clocks).toEqual([]);
    },
  );

  test("the doors to the outside are for servers only", () => {
    for (const room of ["aws", "store", "server"]) {
      expect(house.get(`lib/${room}/index.ts`)?.text).toContain('import "server-only"');
    }
  });
});

describe("circles, type imports counted", () => {
  test("no file reaches itself", () => {
    const arrows = new Map(
      product.map((file) => [file.path, file.imports.flatMap(({ target }) => target ?? [])]),
    );
    expect(circles(arrows)).toEqual([]);
  });

  test("no room of lib reaches itself", () => {
    const arrows = new Map<string, Set<string>>();
    for (const { path, imports } of inside("lib")) {
      const room = lodging(path);
      const others = arrows.get(room) ?? new Set();
      for (const { target } of imports) if (target?.startsWith("lib/")) others.add(lodging(target));
      arrows.set(room, others);
    }
    expect(arrows.size).toBeGreaterThan(12);
    expect(circles(arrows)).toEqual([]);
  });

  test("would be found", () => {
    const arrows = new Map(Object.entries({ a: ["b"], b: ["c", "d"], c: ["a"], d: ["e"], e: [] }));
    expect(circles(arrows)).toEqual([["a", "b", "c"]]);
  });
});

describe("private keys", () => {
  /** Files whose functions are given a private key: the two key faces and what they alone offer. */
  const own = (path: string) =>
    house.get(path)?.imports.flatMap((i) => (i.typeOnly ? [] : (i.target ?? []))) ?? [];
  const shared = new Set(own("lib/certificates/public.ts"));
  const touching = [
    "lib/certificates/keys/index.ts",
    "lib/roles-anywhere/sign.ts",
    "lib/intake/recognise.ts",
    "lib/intake/gather.ts",
    ...own("lib/certificates/keys/index.ts").filter((path) => !shared.has(path)),
  ];
  const onClient = (file: SourceFile) => /^\s*(\/\*[\s\S]*?\*\/\s*)?["']use client["']/.test(file.text);

  test("are out of reach of every action, route and page that runs on a server", () => {
    const servers = product.filter(
      (file) =>
        /\/(actions?|route|page|layout|step)\.tsx?$/.test(file.path) ||
        /["']use server["']/.test(file.text) ||
        ["proxy.ts", "instrumentation.ts"].includes(file.path) ||
        ["server", "store", "aws"].includes(roomOf(file.path) ?? ""),
    );
    expect(servers.length).toBeGreaterThan(20);
    // A page may show an island that runs in the browser: that is where keys live.
    const reached = reachable(
      house,
      servers.filter((file) => !onClient(file)),
      (file) => !onClient(file),
    );
    const found = touching.flatMap((path) => (reached.has(path) ? [reached.get(path)?.join(" > ")] : []));
    expect(found).toEqual([]);
  });

  test("would be found, if an action imported the whole face", () => {
    const from = "@/lib/certificates";
    const imports = [{ from, target: "lib/certificates/index.ts", typeOnly: false }];
    const careless = { path: "app/careless/actions.ts", text: "", lines: 1, imports };
    expect(touching.length).toBeGreaterThan(3);
    expect(touching.filter((path) => !house.has(path))).toEqual([]);
    expect(reachable(house, [careless]).has("lib/certificates/keys/index.ts")).toBe(true);
  });
});

describe("sizes", () => {
  const sources = all.filter((file) => !isTest(file));

  test("no file is longer than 260 lines, no test longer than 300", () => {
    const tooLong = all.filter((file) => file.lines > (isTest(file) ? 300 : 260));
    expect(tooLong.map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  });

  test("95 of 100 files have at most 170 lines", () => {
    const lines = sources.map((file) => file.lines).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length * 0.95)]).toBeLessThanOrEqual(170);
  });

  test("no folder has more than 20 files beside each other", () => {
    const folders = new Map<string, number>();
    for (const { path } of sources) {
      const folder = path.replace(/\/[^/]+$/, "");
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    expect([...folders].filter(([, files]) => files > 20)).toEqual([]);
  });
});

test("what a tool run with its own NEXT_DIST_DIR writes into tsconfig.json does not stay there", () => {
  const { include } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
  expect(include.filter((path: string) => path.startsWith(".next-"))).toEqual([]);
});
