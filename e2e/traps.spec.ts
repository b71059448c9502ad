import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApp } from "./support/app";
import { expect, test } from "./support/test";
import { goOn, goToStep, walk } from "./support/walk";

/** A listener that nobody may talk to, or a proxy that notes where it was asked to go and leads nowhere. */
async function listener(): Promise<{ port: number; heard: string[]; close(): void }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.once("data", (data) => {
      heard.push(data.toString("latin1").split("\r\n")[0] ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    heard,
    close: () => server.close(),
  };
}

test("credentials and endpoints that lie about in the server's environment are not used", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const trap = await listener();
  const home = await mkdtemp(join(tmpdir(), "wizard-trap-"));
  const marker = join(home, "was-run");
  await mkdir(join(home, ".aws"));
  await writeFile(
    join(home, ".aws/config"),
    `[profile trap]\ncredential_process = touch ${marker}\n[default]\nregion = us-west-2\n`,
  );
  await writeFile(
    join(home, ".aws/credentials"),
    "[default]\naws_access_key_id = AKIATRAPTRAPTRAPTRAP\naws_secret_access_key = trap\n",
  );
  const here = `http://127.0.0.1:${trap.port}`;
  const app = await startApp({
    environment: {
      HOME: home,
      AWS_ACCESS_KEY_ID: "AKIATRAPTRAPTRAPTRAP",
      AWS_SECRET_ACCESS_KEY: "trap",
      AWS_SESSION_TOKEN: "trap",
      AWS_PROFILE: "trap",
      AWS_SDK_LOAD_CONFIG: "1",
      AWS_ENDPOINT_URL: here,
      AWS_ENDPOINT_URL_KMS: here,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: here,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: here,
      AWS_REGION: "us-west-2",
    },
  });
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const page = await context.newPage();
    await walk(page, { name: "trapped", signIn: "Access key", partition: "aws", region: "eu-west-2" });
    expect(trap.heard).toEqual([]);
    expect(existsSync(marker)).toBe(false);
    expect(await page.content()).not.toContain("AKIATRAP");
  } finally {
    await context.close();
    await app.stop();
    trap.close();
    await rm(home, { recursive: true, force: true });
  }
});

test("a real plan calls hosts of the partition table and nothing else, and an unreachable AWS is no wrong key", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const proxy = await listener();
  const app = await startApp({
    environment: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "" },
  });
  const context = await browser.newContext({ baseURL: app.url });
  try {
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Set up a real AWS account" }).click();
    await page.getByLabel("Connection name").fill("real");
    await page.getByLabel("AWS account number").fill("1111 2222 3333");
    await page.getByLabel("Home region").selectOption("eu-central-1");
    await page.getByRole("radio", { name: "Access key", exact: true }).check();
    await goOn(page, "Compose the policy");
    await goToStep(page, "Verify the access");
    await page.getByLabel("Access key id").fill("AKIAIOSFODNN7EXAMPLE");
    await page
      .getByRole("textbox", { name: "Secret access key" })
      .fill("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    await page.getByRole("button", { name: "Use this key" }).click();
    await page.getByRole("button", { name: /^Check (the connection|again)$/ }).click();
    await expect(page.getByText("Unknown").first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("Failed", { exact: true })).toHaveCount(0);
    expect(proxy.heard.length).toBeGreaterThan(0);
    for (const line of proxy.heard)
      expect(line).toMatch(
        /^CONNECT (sts|iam|ec2|kms|logs|cloudhsmv2|rolesanywhere)(\.eu-central-1)?\.amazonaws\.com:443 /,
      );
  } finally {
    await context.close();
    await app.stop();
    proxy.close();
  }
});
