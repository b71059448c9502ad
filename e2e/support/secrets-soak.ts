import { chromium } from "@playwright/test";
import { makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { chromiumOptions } from "@/scripts/test-chromium";
import { startApp } from "./app";
import { giveSecrets } from "./give-secrets";

/** Browsers that share the rounds: most of a round is waiting for answers. */
const BROWSERS = 4;

/**
 * Every form of a secret in every box and drop of every page. `SECRETS_SHARE` (0 to 1, else 1) takes only so many of
 * the rounds, spread over all, others for another seed; the whole takes more than an hour on two cores.
 */
export async function secretsInEveryBox(seed: number): Promise<{ figures: string; failures: string[] }> {
  const material = makeMaterial();
  const forms = secretForms(material);
  const every = Math.max(1, Math.round(1 / Number(process.env.SECRETS_SHARE ?? 1)));
  const rounds = Array.from(forms.keys()).filter((round) => round % every === seed % every);
  const app = await startApp();
  const browser = await chromium.launch(chromiumOptions);
  try {
    const done = await Promise.all(
      Array.from({ length: BROWSERS }, async (_, n) => {
        const page = await (await browser.newContext({ baseURL: app.url })).newPage();
        const share = rounds.filter((_round, index) => index % BROWSERS === n);
        return giveSecrets(page, material, forms, share);
      }),
    );
    const boxes = new Set(done.flatMap((one) => [...one.boxes]));
    const sum = (key: "files" | "given" | "requests") => done.reduce((total, one) => total + one[key], 0);
    return {
      figures: `${forms.length} forms, ${rounds.length} rounds, ${boxes.size} boxes, ${sum("given")} texts and ${sum("files")} files given, ${sum("requests")} requests searched`,
      failures: done.flatMap((one) => one.leaks),
    };
  } finally {
    await browser.close();
    await app.stop();
  }
}
