import type { BrowserContext, Locator, Page, Request } from "@playwright/test";
import { leaks, type SecretForm } from "@/lib/intake/testing/secret-forms";

/** Secrets in every box of every page, and what crosses the wire of it. Boxes are found on the page, by their role. */

export interface SentText {
  what: string;
  text: string;
}

/** Every request of this browser, in every form that it may hide something in: as it is, and decoded. */
export function listenForSecrets(context: BrowserContext): SentText[] {
  const sent: SentText[] = [];
  context.on("request", (request) => {
    sent.push({
      what: `${request.method()} ${new URL(request.url()).pathname}`,
      text: formsOf(request).join("\n"),
    });
  });
  return sent;
}

function formsOf(request: Request): string[] {
  const plain = [request.url(), ...Object.values(request.headers()), request.postData() ?? ""].join("\n");
  return [plain, percentDecoded(plain), ...decodedRuns(plain)];
}

function percentDecoded(text: string): string {
  return text.replace(/(%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("latin1"),
  );
}

function decodedRuns(text: string): string[] {
  const base64 = text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [];
  const hex = text.match(/(?:[0-9A-Fa-f]{2}){24,}/g) ?? [];
  return [
    ...base64.map((run) => Buffer.from(run, "base64").toString("latin1")),
    ...base64.map((run) => Buffer.from(run, "base64").toString("base64")),
    ...hex.map((run) => Buffer.from(run, "hex").toString("latin1")),
    ...hex.map((run) => Buffer.from(run, "hex").toString("base64")),
  ];
}

/** Opens whatever is folded on the page, but what deletes. */
export async function unfold(page: Page): Promise<void> {
  for (const closed of await page.locator("main details:not([open]) > summary").all())
    await closed.click({ timeout: 2_000 }).catch(() => {});
  for (const name of [/^Rename /, /^Add a tag$/, /^Add another policy$/]) {
    const button = page.getByRole("button", { name }).first();
    if (await button.isVisible()) await button.click();
  }
}

/** The names of forms that open in each other's place, such as the ways to check. */
export async function panelsOf(page: Page): Promise<string[]> {
  const openers = page.locator('main button[aria-expanded="false"]').filter({ hasNotText: "Rename" });
  return openers.allInnerTexts();
}

/** Boxes that one can type into, with what they are called. */
export async function boxesOf(page: Page): Promise<{ name: string; box: Locator }[]> {
  const found: { name: string; box: Locator }[] = [];
  for (const box of await page.locator("main").getByRole("textbox").all()) {
    if (!(await box.isVisible()) || !(await box.isEditable())) continue;
    const id = (await box.getAttribute("id")) ?? "";
    found.push({ name: id, box: page.locator(`[id="${id}"]`) });
  }
  return found;
}

/** An access key may travel from the boxes that ask for one; no private key may. */
export const mayTravel = (name: string, form: SecretForm) =>
  /accessKey|administrator/i.test(name) && form.as[0] !== "private-key";

/** Pastes into a box, as a paste and as typing: whichever the page listens to. */
export async function give(box: Locator, text: string): Promise<void> {
  const taken = await box.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    return !element.dispatchEvent(event);
  }, text);
  if (!taken) await box.fill(text);
}

/** Gives every file field of the page a file. */
export async function dropFiles(page: Page, form: SecretForm): Promise<number> {
  const fields = await page.locator('main input[type="file"]').all();
  for (const field of fields) {
    const ending = ((await field.getAttribute("accept")) ?? ".pem").split(",")[0] ?? ".pem";
    const buffer = Buffer.from(form.content as string);
    await field.setInputFiles({ name: `given${ending}`, mimeType: "application/octet-stream", buffer });
  }
  return fields.length;
}

/** Acts that send what boxes hold; those that lead away come last. */
const ACTS = [
  /^(Read the polic|Restore the plan|Save the name|Use this key|Open the key|Open the file|Ask the |Do this in)/,
  /^(Continue|Check the connection)/,
];

/** Presses everything on the page that sends what its boxes hold. */
export async function pressActs(page: Page): Promise<void> {
  const address = page.url();
  for (const name of ACTS)
    for (const act of await page.locator("main").getByRole("button", { name }).all()) {
      if (page.url() !== address) return;
      if ((await act.isVisible()) && (await act.isEnabled()))
        await act.click({ timeout: 2_000 }).catch(() => {});
    }
  await settle(page);
}

/** Past the pause after which answers are saved, and whatever that sets off. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(700);
  await page.waitForLoadState("networkidle");
}

/** The requests that carry some of the forms' secrets. */
export function leaking(sent: readonly SentText[], forms: readonly SecretForm[]): string[] {
  return sent.flatMap(({ what, text }) =>
    forms
      .filter((form) => leaks(text, form) && !(isSignIn(text) && form.as[0] !== "private-key"))
      .map(({ name }) => `${what}: ${name}`),
  );
}

/** A call that signs in with an access key, wherever that was pasted: the page takes it to its own boxes. */
const isSignIn = (text: string) => /"kind":"access-key"|"administrator":\{/.test(text);
