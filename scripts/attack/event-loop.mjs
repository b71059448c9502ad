// Loaded into a server that is measured (NODE_OPTIONS=--import): writes each pause of its event loop, a line of JSON
// `{ at, ms }` each, to the file PAUSES_FILE. A pause counts as long as the process used the processor in it: that it
// did not get one, on a busy machine, is no fault of its own.
import { appendFileSync } from "node:fs";

const TICK_MS = 10;
const LEAST_MS = 20;
const file = process.env.PAUSES_FILE;

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

// The sandbox beside the server has the same environment, and is nobody's serving thread.
if (file !== undefined && !process.argv.some((argument) => argument.includes("sandbox"))) {
  const write = (ms) => appendFileSync(file, `${JSON.stringify({ at: Date.now(), ms: Math.round(ms) })}\n`);
  // Says that this process is measured.
  write(0);
  let [last, used] = [performance.now(), processorMs()];
  setInterval(() => {
    const [now, usedNow] = [performance.now(), processorMs()];
    const ms = Math.min(now - last - TICK_MS, usedNow - used);
    if (ms >= LEAST_MS) write(ms);
    [last, used] = [performance.now(), processorMs()];
  }, TICK_MS).unref();
}
