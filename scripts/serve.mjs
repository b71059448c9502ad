// @ts-check
// The production server: Next behind the front that answers what is no request (scripts/front). HOST and PORT say where.
import { existsSync } from "node:fs";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const began = performance.now();
const root = join(import.meta.dirname, "..");
const file = join(root, ".env");
if (existsSync(file)) process.loadEnvFile(file);
Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
process.title = "aws-connection-wizard";

const { createServer } = await import("node:http");
const { default: next } = await import("next");
const { knownActions } = await import("./front/action.mjs");
const { createFront } = await import("./front/front.mjs");
const { countRefusals } = await import("./front/log.mjs");
const { sayingAway } = await import("./front/store-away.mjs");

const hostname = process.env.HOST?.trim() || "127.0.0.1";
const log = countRefusals();
const flag = process.env.TRUST_PROXY?.trim();

/** @type {(handle: import("./front/front.mjs").FrontOptions["handle"]) => void} */
let ready = () => {};
/** Requests that come before Next is there wait for it. @type {Promise<import("./front/front.mjs").FrontOptions["handle"]>} */
const whenReady = new Promise((resolve) => {
  ready = resolve;
});

const server = createFront({
  handle: async (request, response) => (await whenReady)(request, response),
  actions: orStop(() => knownActions(join(root, process.env.NEXT_DIST_DIR ?? ".next"))),
  trustProxy: flag === "1" || flag === "true",
  onRefused: log.count,
  onFailed: log.failed,
});
server.on("error", (error) => stop(`It cannot listen on ${hostname}: ${error.message}.`));
await new Promise((resolve) =>
  server.listen(Number(process.env.PORT || 3000), hostname, () => resolve(null)),
);
const address = server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;

// Next asks itself over these for the page that an action leads to.
process.env.PORT = String(port);
const own = ["0.0.0.0", "::"].includes(hostname) ? "127.0.0.1" : hostname;
process.env.__NEXT_PRIVATE_ORIGIN = `http://${isIPv6(own) ? `[${own}]` : own}:${port}`;

// Next takes over the web sockets of this server, which never listens: the wizard has none.
const app = next({ dir: root, dev: false, hostname, port, httpServer: createServer() });
await app.prepare();
const handle = app.getRequestHandler();
ready(sayingAway((request, response) => handle(request, response)));
console.log(
  `Listening on ${process.env.__NEXT_PRIVATE_ORIGIN} after ${Math.round(performance.now() - began)} ms.`,
);

/** lib/server/stopping.ts cuts off what is under way after 8 s and gives it 2 s to say so; `npm run up` waits 11. */
const FINISH_MS = 10_500;
let ending = false;
for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"])) process.on(signal, end);

/** Takes no new requests, lets those under way finish, and goes. */
async function end() {
  if (ending) return;
  ending = true;
  log.end();
  const closed = new Promise((resolve) => server.close(resolve));
  // A kept-alive connection becomes idle when its answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await Promise.race([closed, pause(FINISH_MS)]);
  clearInterval(idle);
  await Promise.race([app.close(), pause(1000)]);
  process.exit(0);
}

/** @template T @param {() => T} run @returns {T} */
function orStop(run) {
  try {
    return run();
  } catch {
    return stop("There is no build. Run `npm run build` first, or start it with `npm run up`.");
  }
}

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(`\nThe wizard cannot start. ${sentence}\n`);
  process.exit(1);
}
