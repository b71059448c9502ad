import { expect, type Locator, type Page, type Request } from "@playwright/test";
import { actionIds } from "@/scripts/fuzz/ground";
import { openFolds } from "./boxes";

/** Presses every button of a page while nothing can be sent to the wizard, found by role: no list of them is kept. */

export interface Pressed {
  /** Buttons that tried to send something, by name. */
  asked: string[];
  /** Those that did not: they only change what the page shows, or hand something over. */
  quiet: string[];
}

/** As in `lib/problems/server.ts`. */
const LOST = "The wizard's server did not answer";
/** In CSS pixels: so near a button its problem is seen without a search. */
const NEAR = 500;

/**
 * Opens what is folded, cuts the way to the server's actions, and presses each enabled button once, and each that
 * appears meanwhile. Of one that tries to send something it expects: a new problem beside it, and that it can be
 * pressed again. The way is open again afterwards.
 * @param far names of buttons whose problem has a place of its own on their page
 * @param leave names of buttons that are not pressed here, since a later page needs what they take away
 */
export async function pressEach(
  page: Page,
  { far = [], leave = /^$/ }: { far?: readonly RegExp[]; leave?: RegExp } = {},
): Promise<Pressed> {
  const pressed: Pressed = { asked: [], quiet: [] };
  const address = page.url();
  await page.clock.install();
  const names = new Map(Array.from(actionIds(), ([name, id]) => [id, name]));
  const called: string[] = [];
  const count = (request: Request) => {
    if (request.method() === "POST") called.push(names.get(request.headers()["next-action"] ?? "") ?? "?");
  };
  page.on("request", count);
  await page.route("**/*", (route) =>
    route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
  );
  const seen = new Set<string>();
  for (;;) {
    await openFolds(page);
    const next = await unpressed(page, seen);
    if (next === undefined) break;
    const { button, name } = next;
    seen.add(name);
    if (leave.test(name)) continue;
    // What an earlier press changed is saved by itself after a pause: that is not this button's call.
    await page.clock.fastForward(1_000);
    await settled(page);
    const before = called.length;
    await mark(page);
    const confirms = await inDialog(button);
    await button.click();
    await settled(page);
    if (called.length === before) {
      pressed.quiet.push(name);
      continue;
    }
    pressed.asked.push(name);
    const fresh = page.locator("[role=alert]:not([data-seen])").filter({ hasText: LOST });
    await expect(fresh, `${name}: a problem`).toHaveCount(1);
    await expect(fresh).toBeVisible();
    // A question is answered and gone; what asked it is the button to press again.
    const again = confirms
      ? page.locator("[data-pressed]")
      : page.getByRole("button", { name, exact: true }).first();
    await expect(again, `${name}: can be pressed again`).toBeEnabled();
    await expect(again).not.toHaveAttribute("aria-disabled", "true");
    if (!far.some((pattern) => pattern.test(name)))
      expect(await distance(fresh, again), `${name}: its problem is beside it`).toBeLessThan(NEAR);
  }
  await page.unroute("**/*");
  page.off("request", count);
  expect(page.url(), "no button has left the page").toBe(address);
  return pressed;
}

/**
 * In an open question, what confirms it comes first: the other way closes it. What folds something away comes last, and
 * what forgets a key that other buttons need.
 */
async function unpressed(
  page: Page,
  seen: ReadonlySet<string>,
): Promise<{ button: Locator; name: string } | undefined> {
  const dialog = page.getByRole("dialog");
  const asks = await dialog.isVisible();
  const found = await (asks ? dialog : page).getByRole("button", { disabled: false }).all();
  let closer: { button: Locator; name: string } | undefined;
  for (const button of asks ? found.reverse() : found) {
    const { name, visible, closes } = await button.evaluate((element) => ({
      name: element.getAttribute("aria-label") ?? (element.textContent ?? "").trim(),
      visible: element.checkVisibility(),
      closes: element.getAttribute("aria-expanded") === "true" || /^Forget/.test(element.textContent ?? ""),
    }));
    if (!visible || seen.has(name)) continue;
    if (!closes) return { button, name };
    closer ??= { button, name };
  }
  return closer;
}

const inDialog = (button: Locator) => button.evaluate((element) => element.closest("dialog") !== null);

/** Tells the alerts that are there from those to come, and what is pressed outside a question from the rest. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const alert of document.querySelectorAll("[role=alert]")) alert.setAttribute("data-seen", "");
    document.addEventListener(
      "click",
      (event) => {
        const button = event.target instanceof Element ? event.target.closest("button") : null;
        if (button === null || button.closest("dialog") !== null) return;
        for (const old of document.querySelectorAll("[data-pressed]")) old.removeAttribute("data-pressed");
        button.setAttribute("data-pressed", "");
      },
      { capture: true, once: true },
    );
  });
}

/** Until what was pressed has come to an end: it is no longer under way, or it is gone. */
async function settled(page: Page): Promise<void> {
  // Two frames: what a press sets in motion has begun by then.
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  await expect(page.locator("button[aria-disabled=true]")).toHaveCount(0);
}

async function distance(one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (a === null || b === null) throw new Error("one of the two is not on the page");
  return Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
}
