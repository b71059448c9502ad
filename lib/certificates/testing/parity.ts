import { readFileSync } from "node:fs";
import type { InspectRequest } from "../index";
import { generatedCases } from "./agreement";
import type { Openssl } from "./openssl";
import { CA, CLIENT } from "./openssl";
import { rows } from "./rules-rows";

type Input = Pick<InspectRequest, "as"> & { input: string; trustAnchor?: string | undefined };

/** Inputs of every kind, as text: generated chains, one certificate for each row of the rules' table, and no certificates. */
export async function parityInputs(o: Openssl): Promise<Input[]> {
  const chains = generatedCases(70, 4711).flatMap(({ leaf, pool, anchor }): Input[] => [
    { as: "client", input: leaf + pool.join(""), trustAnchor: anchor },
    { as: "trust-anchor", input: anchor },
  ]);
  const seen = new Set<string>();
  const judged = rows.flatMap(({ as, options }): Input[] => {
    const id = JSON.stringify([as, options]);
    if (seen.has(id)) return [];
    seen.add(id);
    const { pem } = o.issue({
      subject: "/CN=ckm-prod/O=Corp",
      extensions: as === "client" ? CLIENT : CA,
      ...options,
    });
    return [{ as, input: pem }];
  });
  const good = judged[0]?.input ?? "";
  const odd = [
    "",
    "hello",
    good.slice(0, 300),
    good.replaceAll("\n", "\\n"),
    good.replaceAll("-----", "----"),
    `${good}x`,
    btoa(good),
    readFileSync(o.key("rsa"), "utf8"),
    good.replace(/[A-Z]/, "*"),
    good.repeat(60),
  ];
  return [...chains, ...judged, ...odd.map((input): Input => ({ as: "client", input }))];
}
