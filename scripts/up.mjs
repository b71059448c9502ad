// npm run up: from a fresh clone to a running wizard, and both processes gone again with Ctrl-C.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  answers,
  buildIsFresh,
  freePort,
  installPackages,
  nextCli,
  quietEnvironment,
  requireNode,
  root,
  run,
  say,
  startNode,
} from "./lib.mjs";

requireNode();
process.chdir(root);
if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));

const environment = quietEnvironment();
environment.NODE_ENV = "production";
const host = environment.HOST || "127.0.0.1";
const wanted = Number(environment.PORT || 3000);
const worlds = (environment.WORLDS || "aws,sandbox").split(",").map((world) => world.trim());

installPackages(environment);
if (!buildIsFresh()) {
  say("Building (about a minute) …");
  run(process.execPath, [join(root, nextCli), "build"], environment, {
    otherwise: "The wizard could not be built. The lines above say why.",
  });
}

const children = [];
let stopping = false;
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
process.on("SIGHUP", () => stop(0));

if (worlds.includes("sandbox") && !environment.SANDBOX_URL) await startSandbox();
await startWizard();

/** The pretend AWS: its own process, on this machine only, with a token that only the two know. */
async function startSandbox() {
  const port = await freePort("127.0.0.1", 0);
  environment.SANDBOX_TOKEN = randomBytes(24).toString("base64url");
  environment.SANDBOX_URL = `http://127.0.0.1:${port}`;
  const sandbox = keep(
    "sandbox",
    startNode(
      ["--import", "tsx", "scripts/sandbox.ts"],
      { ...environment, SANDBOX_PORT: String(port) },
      quiet(),
    ),
  );
  const up = await answers(`${environment.SANDBOX_URL}/_sandbox/health`, sandbox, {
    "x-sandbox-token": environment.SANDBOX_TOKEN,
  });
  if (!up)
    await stop(
      1,
      "The sandbox did not start. The lines above say why; WORLDS=aws starts the wizard without it.",
    );
}

async function startWizard() {
  const port = await freePort(host, wanted);
  if (port === undefined)
    return stop(1, `No port from ${wanted} to ${wanted + 20} is free on ${host}. Choose one with PORT.`);
  if (port !== wanted && wanted !== 0) say(`Port ${wanted} is taken, so the wizard listens on ${port}.`);
  const wizard = keep(
    "wizard",
    startNode(
      [nextCli, "start", "-H", host, "-p", String(port)],
      { ...environment, HOST: host, PORT: String(port) },
      quiet(),
    ),
  );
  const local = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  const name = local.includes(":") ? `[${local}]` : local;
  if (!(await answers(`http://${name}:${port}/api/health`, wizard))) return stop(1);
  say(`\nThe wizard is ready: ${environment.PUBLIC_URL || `http://${name}:${port}`}`);
  if (!["127.0.0.1", "localhost", "::1"].includes(host) && !environment.PUBLIC_URL?.startsWith("https:"))
    say(
      "It listens beyond this machine. Browsers keep WebCrypto for secure pages: put TLS in front and set PUBLIC_URL.",
    );
  say("Ctrl-C stops it.\n");
}

/** What the processes print for people goes to stderr; their own start messages are ours to say. */
function quiet() {
  return ["ignore", "ignore", "inherit"];
}

function keep(name, child) {
  children.push(child);
  child.once("exit", (code) => {
    if (!stopping) stop(1, `The ${name} ended${code ? ` with code ${code}` : ""}, so everything stops.`);
  });
  return child;
}

async function stop(code, sentence) {
  if (stopping) return;
  stopping = true;
  if (sentence) say(sentence);
  await Promise.all(children.map(end));
  process.exit(code);
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGTERM");
    // Next waits for kept-alive connections; everything that was acknowledged is stored already.
    setTimeout(() => child.kill("SIGKILL"), 2500).unref();
  });
}
