import { startApp } from "../../e2e/support/app";
import { makeCall } from "./calls";
import { fuzz } from "./fuzz";
import { layGround, sandboxGround } from "./ground";

/** 10,000 spoiled requests to the built server and its sandbox, and a visitor who opens a page of a plan all the while. */
export async function soakRequests(seed: number): Promise<{ figures: string; failures: string[] }> {
  const app = await startApp();
  try {
    const ground = await layGround(app.url);
    // Of another session: some of the calls are whole and delete the plan that they know.
    const quiet = await layGround(app.url);
    let going = true;
    const waits: number[] = [];
    const refused: string[] = [];
    const visitor = (async () => {
      for (; going; await new Promise((go) => setTimeout(go, 50))) {
        const began = performance.now();
        const page = await fetch(`${app.url}/setup/${quiet.planId}/start`, {
          headers: { cookie: quiet.cookie },
        });
        await page.text();
        if (page.status !== 200) refused.push(`the visitor's page answered ${page.status}`);
        waits.push(performance.now() - began);
      }
    })();
    const wizard = await fuzz(app.url, 8000, seed, (random) => makeCall(random, ground));
    going = false;
    await visitor;
    const { sandboxUrl } = app;
    const world = sandboxGround(sandboxUrl);
    const sandbox = await fuzz(sandboxUrl, 2000, seed, (random) => makeCall(random, world));
    waits.sort((a, b) => a - b);
    const p99 = Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0);
    const stacks = app.output().match(/^[ \t]{1,8}at /gm)?.length ?? 0;
    return {
      figures: [
        `${wizard.calls} calls to the wizard ${JSON.stringify(wizard.statuses)}, slowest ${wizard.slowestMs} ms`,
        `${sandbox.calls} to the sandbox ${JSON.stringify(sandbox.statuses)}, slowest ${sandbox.slowestMs} ms`,
        `${waits.length} pages of a visitor beside them, ${refused.length} not 200, p99 ${p99} ms`,
        `${stacks} stack lines in the log`,
      ].join("; "),
      failures: [
        ...wizard.failures,
        ...sandbox.failures,
        ...refused,
        ...(stacks > 0 ? ["the log holds stacks"] : []),
      ],
    };
  } finally {
    await app.stop();
  }
}
