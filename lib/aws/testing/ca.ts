import { spawnSync } from "node:child_process";

/** A CA certificate made by openssl: EC, so that it is short. */
export function testCa(): string {
  return spawnSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "/dev/null",
      ],
      ...["-subj", "/CN=Test CA", "-days", "30", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ...["-addext", "basicConstraints=critical,CA:TRUE"],
    ],
    { encoding: "utf8" },
  ).stdout;
}
