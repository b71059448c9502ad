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
  const page = await fetch(url);
  await page.text();
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(";", 1)[0] ?? "")
    .join("; ");
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      cookie,
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
    cookie,
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

/** The same for the sandbox, whose callers are SDKs: AWS's paths and headers, and its control endpoints. */
export function sandboxGround(url: string): Ground {
  return {
    host: new URL(url).host,
    origin: url,
    cookie: "",
    actions: ["TrentService.DescribeKey", "TrentService.CreateKey", "Logs_20140328.DescribeLogGroups", "x"],
    pages: [
      "/",
      "/sessions",
      "/trustanchors",
      "/profiles?pageSize=1",
      "/crls",
      "/?Action=ListUsers&Version=2010-05-08",
      "/_sandbox/health",
      "/_sandbox/worlds",
      "/_sandbox/worlds/123456789012",
    ],
    files: ["/trustanchor/x", "/profile/%ff", "/tags?resourceArn=x"],
    planId: "key",
    actionHeader: "X-Amz-Target",
    headers: [
      [
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIAX/20260101/us-east-1/kms/aws4_request, SignedHeaders=host;x-amz-date, Signature=00",
      ],
      ["X-Amz-Date", "20260101T000000Z"],
    ],
  };
}
