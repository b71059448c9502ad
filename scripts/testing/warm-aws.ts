import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const server = fileURLToPath(import.meta.resolve("./warm-aws.py"));
let folder: string | undefined | null = null;

/** The PATH of this process, with the warm AWS CLI before all others. */
export function pathWithAws(): string {
  return [warmAws(), process.env.PATH].filter((part) => part !== undefined).join(":");
}

/**
 * A folder whose `aws` is this machine's own AWS CLI, loaded once for this process: for a PATH. Undefined where the CLI
 * is no script of Python (version 2 is not), or is not here; then the machine's own is used as it is.
 */
function warmAws(): string | undefined {
  if (folder === null) folder = begin();
  return folder;
}

function begin(): string | undefined {
  const own = ownAws();
  const interpreter = own && /^#!(\/\S*python\S*)\n/.exec(readFileSync(own, "latin1"))?.[1];
  if (own === undefined || !interpreter || !existsSync(interpreter)) return undefined;
  const made = mkdtempSync(join(tmpdir(), "warm-aws-"));
  const socket = join(made, "socket");
  // Its standard input closes with this process, however that ends; it then takes the folder away, and ends.
  const child = spawn(interpreter, ["-X", "frozen_modules=on", server, socket], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  const client = join(made, "aws");
  writeFileSync(client, clientOf(interpreter, own, socket));
  chmodSync(client, 0o755);
  return made;
}

/** What stands behind the `aws` of the PATH; pyenv puts a shim of its own before it. */
function ownAws(): string | undefined {
  for (const ask of ["pyenv which aws", "command -v aws"])
    try {
      const path = execFileSync("sh", ["-c", ask], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      return realpathSync(path.trim());
    } catch {
      // The next one.
    }
  return undefined;
}

/** Hands its files, arguments and environment over; where nobody listens (yet), it is the CLI itself. */
const clientOf = (interpreter: string, own: string, socket: string) => `#!${interpreter} -IS
import json, os, socket, sys
try:
    to = socket.socket(socket.AF_UNIX)
    to.connect(${JSON.stringify(socket)})
except OSError:
    os.execv(${JSON.stringify(own)}, ["aws", *sys.argv[1:]])
asked = {"args": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd()}
text = (json.dumps(asked) + "\\n").encode()
sent = socket.send_fds(to, [text], [0, 1, 2])
to.sendall(text[sent:])
status = to.recv(16)
sys.exit(int(status) if status else 255)
`;
