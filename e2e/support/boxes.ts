import { type BrowserContext, expect, type Locator, type Page, type Request } from "@playwright/test";
import type { SecretForm } from "@/lib/intake/testing/secret-forms";
import { actionIds } from "@/scripts/fuzz/ground";

/** Secrets in every box of every page, and what crosses the wire of it. Boxes are found on the page, by their role. */

export interface SentText {
  what: string;
  /** As it is, and decoded. */
  texts: string[];
  /** The same without an access key's own fields, where the call is one that may sign in with an access key. */
  besidesAccessKey: string[];
}

/** What a browser sends, and how much of it is still under way. */
export interface Wire {
  sent: SentText[];
  underWay: Set<Request>;
}

/** The only actions that may be given an access key, by their export's name. */
const SIGN_INS = ["checkConnection", "checkOneRegion", "reachRegions", "askSimulator"];
const ACCESS_KEY_FIELD = /"(accessKeyId|secretAccessKey|sessionToken)":"(?:[^"\\]|\\.)*"/g;

/** Every request of this browser, in every form that it may hide something in: as it is, and decoded. */
export function listenForSecrets(context: BrowserContext): Wire {
  const ids = actionIds();
  const signIns = new Set(SIGN_INS.map((name) => ids.get(name)));
  if (signIns.has(undefined)) throw new Error(`The build lacks one of ${SIGN_INS.join(", ")}.`);
  const wire: Wire = { sent: [], underWay: new Set() };
  context.on("request", (request) => {
    wire.underWay.add(request);
    const texts = formsOf(request);
    wire.sent.push({
      what: `${request.method()} ${new URL(request.url()).pathname}`,
      texts,
      besidesAccessKey: signIns.has(request.headers()["next-action"])
        ? formsOf(request, (body) => body.replace(ACCESS_KEY_FIELD, '"$1":""'))
        : texts,
    });
  });
  const over = (request: Request) => wire.underWay.delete(request);
  context.on("requestfinished", over);
  context.on("requestfailed", over);
  return wire;
}

function formsOf(request: Request, body: (text: string) => string = (text) => text): string[] {
  const plain = [request.url(), ...Object.values(request.headers()), body(request.postData() ?? "")].join(
    "\n",
  );
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

/**
 * Waits until the page's program holds every control. Before that a press does nothing, and boxes that only the program
 * puts there are missing: a machine with one busy core needs longer for it than the first look at the page takes.
 */
export async function alive(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          Array.from(document.querySelectorAll("main :is(button, input, textarea, select)")).filter(
            (control) => !Object.keys(control).some((key) => key.startsWith("__reactProps")),
          ).length,
      ),
    )
    .toBe(0);
}

/** Opens every fold of the page. */
export async function openFolds(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll("details:not([open])")) closed.setAttribute("open", "");
  });
}

/** Opens whatever is folded on the page, but what deletes. */
export async function unfold(page: Page): Promise<void> {
  await openFolds(page);
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

/** Gives every file field of the page a file, until one of them leads away. */
export async function dropFiles(page: Page, form: SecretForm): Promise<number> {
  const address = page.url();
  const fields = page.locator('main input[type="file"]');
  const count = await fields.count();
  for (let n = 0; n < count; n += 1) {
    const accepted = await fields
      .nth(n)
      .getAttribute("accept", { timeout: 1_000 })
      .catch(() => undefined);
    if (accepted === undefined || page.url() !== address) return n;
    const ending = (accepted ?? ".pem").split(",")[0] ?? ".pem";
    const buffer = Buffer.from(form.content as string);
    const file = { name: `given${ending}`, mimeType: "application/octet-stream", buffer };
    try {
      await fields.nth(n).setInputFiles(file, { timeout: 2_000 });
    } catch {
      // What came before has led away, or taken the field off.
      return n;
    }
  }
  return count;
}

/** Acts that send what boxes hold; those that lead away come last. */
const ACTS = [
  /^(Read the polic|Restore the plan|Save the name|Use this key|Open the key|Open the file|Ask the |Do this in)/,
  /^(Continue|Check the connection|Check again)/,
];

/** Presses everything on the page that sends what its boxes hold, until one of them leads away. */
export async function pressActs(page: Page, wire: Wire): Promise<void> {
  const address = page.url();
  for (const name of ACTS)
    for (const act of await page.locator("main").getByRole("button", { name }).all()) {
      if (page.url() !== address) return;
      if ((await act.isVisible()) && (await act.isEnabled())) {
        await act.click({ timeout: 2_000 }).catch(() => {});
        await settle(page, wire);
      }
    }
}

/** Past the pause after which answers are saved (the page's clock is put forward), and whatever that sets off. */
export async function settle(page: Page, wire: Wire): Promise<void> {
  // Readers run in a worker, which has a clock of its own.
  await page.waitForTimeout(60);
  await page.clock.fastForward(1_000);
  let quiet = 0;
  for (let waits = 0; quiet < 2 && waits < 200; waits += 1) {
    await page.waitForTimeout(30);
    quiet = wire.underWay.size === 0 ? quiet + 1 : 0;
  }
}

/**
 * The requests that carry some of the forms' secrets. What an access key's own fields take may be in a call that signs
 * in with one; a private key may be nowhere.
 */
export function leaking(sent: readonly SentText[], find: (text: string) => SecretForm[]): string[] {
  return sent.flatMap(({ what, texts, besidesAccessKey }) => {
    const keys = texts.flatMap(find).filter(({ as }) => as.includes("private-key") || as.includes("pkcs12"));
    const found = new Set([...keys, ...besidesAccessKey.flatMap(find)]);
    return [...found].map(({ name }) => `${what}: ${name}`);
  });
}
