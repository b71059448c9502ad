import { fromAnyBase64 } from "./decode";
import { inside } from "./sign";

/** One value of a JSON or YAML document, with its place. */
export type Leaf = {
  /** The last name above it: "tls.key". */
  name: string;
  where: string;
} & (
  | {
      kind: "text";
      value: string;
      /** A value of a Kubernetes Secret: a secret unless it is something that may be seen. */
      kept: boolean;
    }
  | { kind: "bytes"; bytes: Uint8Array<ArrayBuffer>; kept: boolean; value: string }
  | { kind: "key"; what: string }
);

const MAX_NODES = 200_000;

interface Node {
  value: unknown;
  name: string;
  path: string;
  /** " of the Secret wizard", where it lies in one. */
  owner: string;
  /** What the strings directly inside are: values of a Secret, as base64 or plain. */
  kept?: "base64" | "plain" | undefined;
}

/**
 * The leaves of a parsed document, in its order, and how many strings (names and values) it has. Bounded: `cut` says
 * that there was more. Does not recurse, so that depth is no limit.
 */
export function leavesOf(root: unknown): { leaves: Leaf[]; strings: number; cut: boolean } {
  const leaves: Leaf[] = [];
  const open: Node[] = [{ value: root, name: "", path: "", owner: "" }];
  let strings = 0;
  let nodes = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes += 1;
    if (nodes > MAX_NODES) return { leaves, strings, cut: true };
    const { value, name, owner } = node;
    const where = inside(node.path, owner);
    if (typeof value === "string") {
      strings += 1;
      leaves.push(textLeaf(value, name, where, node.kept));
    } else if (value instanceof Uint8Array)
      leaves.push({ kind: "bytes", bytes: new Uint8Array(value), value: "", kept: false, name, where });
    else if (Array.isArray(value)) {
      const bytes = octets(value);
      if (bytes !== undefined) leaves.push({ kind: "bytes", bytes, value: "", kept: false, name, where });
      else pushAll(open, arrayNodes(value, node));
    } else if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value);
      strings += entries.length;
      const key = keyOfJwk(value as Record<string, unknown>);
      if (key === "private") {
        leaves.push({ kind: "key", what: "a private key as JWK", name, where });
        strings += entries.filter(([, one]) => typeof one === "string").length;
        pushAll(
          open,
          objectNodes(
            entries.filter(([, one]) => typeof one !== "string"),
            node,
            owner,
          ),
        );
      } else if (key === "public") {
        strings += entries.filter(([, one]) => typeof one === "string").length;
        pushAll(
          open,
          objectNodes(
            entries.filter(([, one]) => typeof one !== "string"),
            node,
            owner,
          ),
        );
      } else pushAll(open, objectNodes(entries, node, ownerOf(value as Record<string, unknown>) || owner));
    }
  }
  return { leaves, strings, cut: false };
}

function textLeaf(value: string, name: string, where: string, kept: Node["kept"]): Leaf {
  const bytes = kept === "base64" ? fromAnyBase64(value.replace(/\s+/g, "")) : undefined;
  return bytes === undefined
    ? { kind: "text", value, kept: kept !== undefined, name, where }
    : { kind: "bytes", bytes, value, kept: true, name, where };
}

function pushAll(open: Node[], nodes: Node[]): void {
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i];
    if (node !== undefined) open.push(node);
  }
}

function arrayNodes(values: readonly unknown[], { name, path, owner }: Node): Node[] {
  const shown = path.slice(-200);
  return values.map((value, index) => ({ value, name, path: `${shown}[${index}]`, owner }));
}

function objectNodes(entries: readonly [string, unknown][], node: Node, owner: string): Node[] {
  // The path of a very deep document would itself grow without bound.
  const path = node.path === "" || owner !== node.owner ? "" : `${node.path.slice(-200)}.`;
  const inSecret = owner !== node.owner && owner.startsWith("the Secret");
  const named = namedValue(entries);
  return entries.map(([name, value]) => ({
    value,
    name: named !== undefined && typeof value === "string" && value !== named ? named : name,
    path: `${path}${name.slice(0, 100)}`,
    owner,
    ...(node.kept === undefined || typeof value !== "string" ? {} : { kept: node.kept }),
    ...(inSecret && name === "data" ? { kept: "base64" as const } : {}),
    ...(inSecret && name === "stringData" ? { kept: "plain" as const } : {}),
  }));
}

/** `{ name: "DB_PASSWORD", value: "…" }` of container lists, tags, parameters and outputs. */
function namedValue(entries: readonly [string, unknown][]): string | undefined {
  if (entries.length > 6 || !entries.some(([name]) => /value$/i.test(name))) return undefined;
  const found = entries.find(([name]) => /^(?:name|key|parameterkey|outputkey|variable)$/i.test(name))?.[1];
  return typeof found === "string" ? found : undefined;
}

function ownerOf(value: Record<string, unknown>): string {
  if (value.kind !== "Secret") return "";
  const { metadata } = value;
  const name =
    typeof metadata === "object" && metadata !== null && "name" in metadata ? metadata.name : undefined;
  return typeof name === "string" ? `the Secret ${name.slice(0, 80)}` : "the Secret";
}

/** RFC 7517, 7518: a key is private with `d`, symmetric with `k`. */
function keyOfJwk(value: Record<string, unknown>): "private" | "public" | undefined {
  if (typeof value.kty !== "string") return undefined;
  return ["d", "k", "p", "q", "dp", "dq", "qi"].some((name) => typeof value[name] === "string")
    ? "private"
    : "public";
}

function octets(values: readonly unknown[]): Uint8Array<ArrayBuffer> | undefined {
  if (values.length < 32 || values.length > 1_000_000) return undefined;
  const bytes = new Uint8Array(values.length);
  for (const [index, value] of values.entries()) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 255) return undefined;
    bytes[index] = value;
  }
  return bytes;
}

/** How many string literals a valid JSON text has. */
export function countStrings(json: string): number {
  let count = 0;
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at + 1)) {
    count += 1;
    at += 1;
    while (at < json.length && json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  }
  return count;
}
