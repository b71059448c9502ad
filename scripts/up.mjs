// npm run up: from a fresh clone to a running wizard, and both processes gone again with Ctrl-C.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  answers,
  buildIsFresh,
  endProcess,
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

/** A running check has 15 seconds at most; the wizard cuts it off itself shortly before this is over. */
const WIZARD_PATIENCE_MS = 10_000;
const SANDBOX_PATIENCE_MS = 2_500;
/** The sandbox is started again after these pauses; when it ends once more within the window, it stays away. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const WINDOW_MS = 10 * 60_000;

let sandbox;
let wizard;
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));

if (worlds.includes("sandbox") && !environment.SANDBOX_URL) await startSandbox();
await startWizard();

/** The pretend AWS: its own process, on this machine only, with a token that only the two know. */
async function startSandbox() {
  environment.SANDBOX_PORT = String(await freePort("127.0.0.1", 0));
  environment.SANDBOX_TOKEN = randomBytes(24).toString("base64url");
  environment.SANDBOX_URL = `http://127.0.0.1:${environment.SANDBOX_PORT}`;
  runSandbox();
  const up = await answers(`${environment.SANDBOX_URL}/_sandbox/health`, sandbox, {
    "x-sandbox-token": environment.SANDBOX_TOKEN,
  });
  if (!up)
    await stop(
      1,
      "The sandbox did not start. The lines above say why; WORLDS=aws starts the wizard without it.",
    );
  const ends = [];
  const onEnd = (code, signal) => {
    if (stopping) return;
    const now = Date.now();
    ends.push(now);
    const recent = ends.filter((at) => now - at < WINDOW_MS).length;
    const pause = PAUSES_MS[recent - 1];
    const how = `The sandbox ended (${signal ?? `code ${code}`})`;
    if (pause === undefined) {
      say(
        `${how} ${recent} times in a short while and is left alone. Plans for real accounts go on; rehearsals need a new start of the wizard.`,
      );
      return;
    }
    say(
      `${how}. Plans for real accounts go on; rehearsals wait until it is started again in ${pause / 1000} s.`,
    );
    setTimeout(() => {
      if (stopping) return;
      runSandbox();
      sandbox.once("exit", onEnd);
    }, pause);
  };
  if (sandbox.exitCode === null && sandbox.signalCode === null) sandbox.once("exit", onEnd);
  else onEnd(sandbox.exitCode, sandbox.signalCode);
}

function runSandbox() {
  sandbox = startNode(["--import", "tsx", "scripts/sandbox.ts"], environment, quiet());
}

async function startWizard() {
  const port = await freePort(host, wanted);
  if (port === undefined)
    return stop(1, `No port from ${wanted} to ${wanted + 20} is free on ${host}. Choose one with PORT.`);
  if (port !== wanted && wanted !== 0) say(`Port ${wanted} is taken, so the wizard listens on ${port}.`);
  if (stopping) return;
  wizard = startNode(["scripts/serve.mjs"], { ...environment, HOST: host, PORT: String(port) }, quiet());
  wizard.once("exit", (code, signal) => {
    if (!stopping) stop(1, `The wizard ended (${signal ?? `code ${code}`}), so everything stops.`);
  });
  const local = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  const name = local.includes(":") ? `[${local}]` : local;
  if (!(await answers(`http://${name}:${port}/api/health`, wizard)))
    return stop(1, `The wizard did not become ready. /api/health and the lines above say why.`);
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

/** The wizard first: what is under way may need the sandbox to come to its end. */
async function stop(code, sentence) {
  if (stopping) return;
  stopping = true;
  if (sentence) say(sentence);
  if (wizard) await endProcess(wizard, WIZARD_PATIENCE_MS + 1_000);
  if (sandbox) await endProcess(sandbox, SANDBOX_PATIENCE_MS);
  process.exit(code);
}
