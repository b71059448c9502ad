/**
 * The pretend AWS as a process of its own: `npm run sandbox`.
 * SANDBOX_PORT (default 4600), SANDBOX_TOKEN, SANDBOX_LATENCY_MS (before every answer of AWS).
 * The worlds are kept over a restart beside the wizard's data: SANDBOX_FOLDER, by default DATA_DIR/sandbox;
 * DATA_DIR=memory keeps nothing.
 */
import { join } from "node:path";
import { startSandbox } from "@/lib/sandbox";

const text = process.env.SANDBOX_PORT ?? "4600";
const port = Number(text);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`SANDBOX_PORT is "${text}"; it has to be a number from 0 to 65535.`);
  process.exit(2);
}
const { SANDBOX_TOKEN: token, SANDBOX_FOLDER, DATA_DIR } = process.env;
const data = DATA_DIR || ".data";
const folder = SANDBOX_FOLDER || (data === "memory" ? undefined : join(data, "sandbox"));
const latencyMs = Number(process.env.SANDBOX_LATENCY_MS ?? 0);

try {
  const sandbox = await startSandbox({
    port,
    latencyMs,
    ...(token ? { token } : {}),
    ...(folder ? { folder } : {}),
  });
  console.log(`The sandbox listens on ${sandbox.url}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  const said = error instanceof Error ? error.message : String(error);
  console.error(taken ? `Port ${port} is taken. Set SANDBOX_PORT to a free one.` : said);
  process.exit(1);
}
