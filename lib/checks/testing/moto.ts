import { type ChildProcess, spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";

/** An AWS emulator by other people, with IAM enforcement: our reading of AWS is not the only one in the tests. */
export interface Moto {
  url: string;
  /** Calls are judged from now on; before, anybody may do anything. */
  enforce(): Promise<void>;
  /** Back to an empty account, and unjudged again for setting up. */
  relax(): Promise<void>;
  /** The whole state as moto shows it. */
  state(): Promise<unknown>;
  close(): Promise<void>;
}

const UNJUDGED = "1000000";

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child: ChildProcess = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], {
    env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: UNJUDGED },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const post = async (path: string, body = "") => {
    await fetch(`${url}/moto-api/${path}`, { method: "POST", body });
  };
  for (let tries = 0; tries < 200; tries += 1) {
    const up = await fetch(`${url}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    url,
    enforce: () => post("reset-auth", "0"),
    relax: () => post("reset-auth", UNJUDGED),
    async state() {
      return (await fetch(`${url}/moto-api/data.json`)).json();
    },
    close: () =>
      new Promise((done) => {
        child.once("exit", () => done());
        child.kill();
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
