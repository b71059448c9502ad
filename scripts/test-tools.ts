import { execFileSync } from "node:child_process";

const found = new Map<string, boolean>();

/**
 * Whether a program is on this machine. Tests of parts that no registry serves (moto_server, aws, cfn-lint) are
 * left out where it is missing; `npm test` counts and names them at its end.
 */
export function has(program: string): boolean {
  const known = found.get(program);
  if (known !== undefined) return known;
  let there = false;
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    there = true;
  } catch {
    there = false;
  }
  found.set(program, there);
  return there;
}
