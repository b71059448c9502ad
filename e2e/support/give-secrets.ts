import type { Page } from "@playwright/test";
import { exportFormats } from "@/lib/exports";
import { leakFinder, type Material, type SecretForm } from "@/lib/intake/testing/secret-forms";
import { emptyPlanDocument, type PlanDocument, type SignInWay, type World } from "@/lib/plan";
import {
  alive,
  boxesOf,
  dropFiles,
  give,
  leaking,
  listenForSecrets,
  panelsOf,
  pressActs,
  settle,
  unfold,
  type Wire,
} from "./boxes";

/** A plan with every answer given, so that every box of every step is there. */
function exported(world: World, signIn: SignInWay, { certificate, ca }: Material): string {
  const arn = (service: string, region: string, resource: string) =>
    `arn:aws:${service}:${region}:111122223333:${resource}`;
  const id = "1f2e3d4c-5b6a-4789-90ab-cdef01234567";
  const empty = emptyPlanDocument();
  const document: PlanDocument = {
    ...empty,
    start: {
      ...empty.start,
      connectionName: `secrets-${world}-${signIn}`,
      accountId: "111122223333",
      region: "eu-west-1",
      signIn,
    },
    policy: { ...empty.policy, madeElsewhere: true, policyArn: arn("iam", "", "policy/cckm") },
    certificates: { ...empty.certificates, trustAnchorPem: ca, clientPem: certificate },
    identity: {
      ...empty.identity,
      userName: "cckm",
      trustAnchorArn: arn("rolesanywhere", "eu-west-1", `trust-anchor/${id}`),
      roleArn: arn("iam", "", "role/cckm"),
      profileArn: arn("rolesanywhere", "eu-west-1", `profile/${id}`),
    },
  };
  const format = exportFormats.find((one) => one.id === "plan-export");
  const now = new Date();
  const plan = { id: "x", world, document, createdAt: now, updatedAt: now };
  return format?.render({ plan, now }) ?? "";
}

/** A rehearsal has one step that sends what the others do not: it makes the identity out of the typed answers. */
const plans = [
  { world: "aws", signIn: "roles-anywhere", only: "" },
  { world: "aws", signIn: "access-key", only: "" },
  { world: "sandbox", signIn: "access-key", only: "/identity" },
] as const;

export interface Given {
  boxes: Set<string>;
  files: number;
  given: number;
  requests: number;
  leaks: string[];
}

/**
 * Gives each box of every page a secret, another form in each and in each round; presses what sends, and looks through
 * every request. With as many rounds as forms, every box has met every form.
 */
export async function giveSecrets(
  page: Page,
  material: Material,
  forms: readonly SecretForm[],
  rounds: readonly number[],
): Promise<Given> {
  await page.clock.install();
  const wire = listenForSecrets(page.context());
  const done: Given = { boxes: new Set(), files: 0, given: 0, requests: 0, leaks: [] };
  const typed = forms.filter(({ content }) => typeof content === "string");
  const find = leakFinder(forms);
  for (const { world, signIn, only } of plans) {
    const addresses = (await addressesOf(page, exported(world, signIn, material))).filter((address) =>
      address.endsWith(only),
    );
    for (const round of rounds)
      for (const address of addresses) {
        await goTo(page, address);
        for (const panel of [undefined, ...(await panelsOf(page))]) {
          // An act may have led away, or a box have been taken off.
          if (page.url() !== address) await goTo(page, address);
          const opener = page.getByRole("button", { name: panel ?? "", exact: true }).first();
          if (panel !== undefined && (await opener.isVisible())) await opener.click();
          await unfold(page);
          await giveBoxes(page, wire, typed, round, done);
        }
        if (page.url() !== address) await goTo(page, address);
        const file = forms[(round * 7 + 3) % forms.length];
        if (file !== undefined) done.files += await dropFiles(page, file);
        await settle(page, wire);
        done.leaks.push(
          ...leaking(wire.sent, find).map((leak) => `${new URL(address).pathname}, round ${round}: ${leak}`),
        );
        done.requests += wire.sent.length;
        wire.sent.length = 0;
      }
  }
  return done;
}

async function goTo(page: Page, address: string) {
  await page.goto(address);
  await alive(page);
  await unfold(page);
}

async function giveBoxes(page: Page, wire: Wire, forms: readonly SecretForm[], round: number, done: Given) {
  for (const [index, { name, box }] of (await boxesOf(page)).entries()) {
    const form = forms[(round + index * 11) % forms.length];
    // A box may go while others are filled: another box took its place.
    if (form === undefined || !(await box.isVisible())) continue;
    await give(box, String(form.content));
    done.boxes.add(`${new URL(page.url()).pathname.split("/").at(-1)} ${name}`);
    done.given += 1;
  }
  await settle(page, wire);
  await pressActs(page, wire);
}

/** Restores the plan, and gives the addresses of its pages, the front page among them. */
async function addressesOf(page: Page, text: string): Promise<string[]> {
  await page.goto("/");
  await page.getByLabel("Plan export").first().fill(text);
  await page.getByRole("button", { name: "Restore the plan" }).click();
  await page.getByRole("navigation", { name: "Steps" }).waitFor();
  const links = await page.getByRole("navigation", { name: "Steps" }).getByRole("link").all();
  const steps = await Promise.all(links.map((link) => link.getAttribute("href")));
  const origin = new URL(page.url()).origin;
  return ["/", ...steps.filter((href) => href !== null)].map((href) => `${origin}${href}`);
}
