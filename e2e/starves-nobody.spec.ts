import { randomBytes } from "node:crypto";
import type { Page, Request } from "@playwright/test";
import { expect, test } from "./support/test";
import { startRehearsal } from "./support/walk";

/** The call by which the front page makes a rehearsal, as a visitor's browser sends it; without its cookies. */
async function callOfNewRehearsal(page: Page) {
  const isAction = (request: Request) => request.method() === "POST" && "next-action" in request.headers();
  const sending = page.waitForRequest(isAction);
  await startRehearsal(page);
  const sent = await sending;
  // All of them: the short list leaves out what the browser adds on its way, the origin among it.
  const { cookie: _, ...all } = await sent.allHeaders();
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(":")));
  return { url: sent.url(), headers, body: sent.postData() ?? "" };
}

test("whoever calls 1,200 times without a page, and then with 60 sessions, holds up nobody", async ({
  app,
  page,
  browser,
}) => {
  const call = await callOfNewRehearsal(page);
  const send = async (cookie?: string) => {
    const headers = cookie === undefined ? call.headers : { ...call.headers, cookie };
    const answer = await fetch(call.url, { method: "POST", headers, body: call.body, redirect: "manual" });
    return /"code":"([\w-]+)"/.exec(await answer.text())?.[1] ?? answer.status;
  };
  const count = (answers: (string | number)[], code: string) =>
    answers.filter((said) => said === code).length;

  const bare: (string | number)[] = [];
  for (let n = 0; n < 600; n += 1) {
    bare.push(await send());
    bare.push(await send(`wizard-session=${randomBytes(32).toString("base64url")}`));
  }
  // One pool for all of them, whatever session they make up: 60 in ten minutes, and what comes back meanwhile.
  expect(count(bare, "too-many-requests")).toBeGreaterThan(1100);

  const collected: (string | number)[] = [];
  for (let n = 0; n < 60; n += 1) {
    const served = await fetch(app.url);
    await served.text();
    const cookie = served.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    collected.push(await send(cookie));
  }
  expect(count(collected, "too-many-requests")).toBe(0);

  // The one who was here before, and one who comes now.
  const other = await (await browser.newContext({ baseURL: app.url })).newPage();
  for (const honest of [page, other]) {
    await startRehearsal(honest);
    await honest.getByLabel("Connection name").fill("Still served");
    await expect(honest.getByText("Saved", { exact: false }).first()).toBeVisible();
  }
  await other.context().close();
});
