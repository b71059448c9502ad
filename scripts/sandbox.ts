/**
 * The pretend AWS as a process of its own: `npm run sandbox`.
 * SANDBOX_PORT (default 4600), SANDBOX_TOKEN, SANDBOX_FOLDER (keeps the worlds over a restart).
 */
import { startSandbox } from "@/lib/sandbox";

const text = process.env.SANDBOX_PORT ?? "4600";
const port = Number(text);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`SANDBOX_PORT is "${text}"; it has to be a number from 0 to 65535.`);
  process.exit(2);
}
const { SANDBOX_TOKEN: token, SANDBOX_FOLDER: folder } = process.env;

try {
  const sandbox = await startSandbox({ port, ...(token ? { token } : {}), ...(folder ? { folder } : {}) });
  console.log(`The sandbox listens on ${sandbox.url}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  console.error(taken ? `Port ${port} is taken. Set SANDBOX_PORT to a free one.` : String(error));
  process.exit(1);
}
