import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Ground } from "./calls";

const distDir = resolve(import.meta.dirname, "../..", process.env.NEXT_DIST_DIR ?? ".next");

/** Every action of the build, by name. */
export function actionIds(): ReadonlyMap<string, string> {
  const text = readFileSync(join(distDir, "server", "server-reference-manifest.json"), "utf8");
  const { node } = JSON.parse(text) as { node: Record<string, { exportedName: string }> };
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

/** Opens a rehearsal as a visitor does, so that the calls reach a plan that there is. */
export async function layGround(url: string): Promise<Ground> {
  const actions = actionIds();
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      origin: url,
      "next-action": actions.get("createPlan") ?? "",
      "content-type": "text/plain;charset=UTF-8",
    },
    body: JSON.stringify([{ world: "sandbox" }]),
  });
  const planId = /"planId":"([^"]+)"/.exec(await answer.text())?.[1];
  if (planId === undefined) throw new Error(`No rehearsal could be opened at ${url}: ${answer.status}.`);
  const steps = ["start", "policy", "certificates", "identity", "verify", "connect", "people"];
  const chunks = readdirSync(join(distDir, "static", "chunks")).slice(0, 3);
  return {
    host: new URL(url).host,
    origin: url,
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0] ?? "")
      .join("; "),
    actions: [...actions.values()],
    pages: ["/", "/checklist/x", "/join/x", "/nowhere", ...steps.map((step) => `/setup/${planId}/${step}`)],
    files: [
      "/api/health",
      "/icon.svg",
      "/favicon.ico",
      "/_next/static/chunks/none.js",
      ...chunks.map((name) => `/_next/static/chunks/${name}`),
    ],
    planId,
  };
}
