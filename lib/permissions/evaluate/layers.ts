import type { PolicyDocument } from "../policy";
import { type PolicyLayer, type ReadStatement, readStatements } from "../statements";
import type { Lookup } from "./pattern";

export interface EvaluateOptions {
  boundary?: PolicyDocument | undefined;
  /** Session policies, such as those of a Roles Anywhere profile; together they are one more limit. */
  sessionPolicies?: readonly PolicyDocument[] | undefined;
  /** What is known of every request: context key → its values ([]: surely absent). Keys not named are unknown. */
  context?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The full ARN of the one resource that is asked for; without it, every resource there could be. */
  resource?: string | undefined;
}

export type Layers = readonly { name: PolicyLayer; statements: readonly ReadStatement[] }[];

export function readLayers(policies: readonly PolicyDocument[], options: EvaluateOptions): Layers {
  const read = (documents: readonly PolicyDocument[], name: PolicyLayer) => ({
    name,
    statements: documents.flatMap((document, index) => readStatements(document, name, index)),
  });
  return [
    read(policies, "identity"),
    ...(options.boundary === undefined ? [] : [read([options.boundary], "boundary")]),
    ...(options.sessionPolicies === undefined || options.sessionPolicies.length === 0
      ? []
      : [read(options.sessionPolicies, "session")]),
  ];
}

/** Context keys know no case. `otherwise` is what a key that is not given counts as. */
export function knownContext(
  context: Readonly<Record<string, readonly string[]>>,
  otherwise: "unknown" | undefined,
): Lookup {
  const known = new Map(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values]));
  return (key) => (known.has(key.toLowerCase()) ? known.get(key.toLowerCase()) : otherwise);
}

export const layerWords: Record<PolicyLayer, string> = {
  identity: "identity policy",
  boundary: "permissions boundary",
  session: "session policy",
  trust: "trust policy",
};
