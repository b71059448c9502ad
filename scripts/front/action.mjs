// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/**
 * Judges a POST: it must be one of the wizard's actions, written as React's client writes the arguments. Next hands
 * anything to React's decoder and answers 500, with a stack in the log, to what that cannot read.
 *
 * @typedef {import("./refusals.mjs").Reason} Reason
 */

const manifestSchema = z.object({ node: z.record(z.string(), z.unknown()) });

/** The ids of all actions of a build. @param {string} distDir @returns {ReadonlySet<string>} */
export function knownActions(distDir) {
  const text = readFileSync(join(distDir, "server", "server-reference-manifest.json"), "utf8");
  return new Set(Object.keys(manifestSchema.parse(JSON.parse(text)).node));
}

/**
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {ReadonlySet<string>} known
 * @returns {Reason | undefined}
 */
export function judgeActionHead(headers, known) {
  const id = headers["next-action"];
  if (typeof id !== "string") return "action-not-named";
  if (!/^[\da-f]{40,64}$/.test(id)) return "header-not-readable";
  if (!known.has(id)) return "action-not-known";
  // React sends a form only for arguments that are no JSON (files, maps, streams); no action of the wizard takes any.
  if (!/^text\/plain\s*(;\s*charset=utf-8\s*)?$/i.test(headers["content-type"] ?? ""))
    return "body-type-not-taken";
  return headers["content-encoding"] === undefined ? undefined : "body-type-not-taken";
}

/** Deeper than any input of an action; the decoder and the schemas walk a tree by recursion. */
const DEEPEST = 64;
const MOST_ARGUMENTS = 16;
/** More values than any input has, counted again wherever a reference stands for them. */
const MOST_VALUES = 30_000;

/** @param {Buffer} body @returns {Reason | undefined} */
export function judgeActionBody(body) {
  const root = parse(body);
  if (!Array.isArray(root) || root.length > MOST_ARGUMENTS) return "body-not-readable";
  return isReadable(root, 0, { root, left: MOST_VALUES }) ? undefined : "body-not-readable";
}

/** @param {Buffer} body @returns {unknown} */
function parse(body) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** @typedef {{ root: unknown[], left: number }} Walk */

/** @param {unknown} value @param {number} depth @param {Walk} walk @param {boolean} [inArray] @returns {boolean} */
function isReadable(value, depth, walk, inArray = false) {
  walk.left -= 1;
  if (walk.left < 0 || depth > DEEPEST) return false;
  if (typeof value === "string") {
    if (!value.startsWith("$") || WORD.test(value)) return true;
    const target = referred(value, walk.root);
    // React takes an array that is repeated in an array for an attempt to blow it up.
    return target !== undefined && !(inArray && Array.isArray(target)) && isReadable(target, depth + 1, walk);
  }
  if (typeof value !== "object" || value === null) return true;
  // React would drop this key in silence.
  if (Object.hasOwn(value, "__proto__")) return false;
  const within = Array.isArray(value);
  return Object.values(value).every((inner) => isReadable(inner, depth + 1, walk, within));
}

/** What React writes for values that JSON does not have. */
const WORD =
  /^\$(?:\$.*|undefined|NaN|Infinity|-Infinity|-0|n-?\d{1,300}|D\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/s;

/**
 * The object that a reference means: React writes the path of its first place when an object stands in two. The caller
 * walks through it again, so that neither a value inside itself (too deep) nor a short body that stands for a huge one
 * (too many) comes through.
 * @param {string} word @param {unknown[]} root @returns {object | undefined}
 */
function referred(word, root) {
  if (!word.startsWith("$0:")) return undefined;
  /** @type {unknown} */
  let target = root;
  for (const step of word.slice("$0:".length).split(":")) {
    if (typeof target !== "object" || target === null || !Object.hasOwn(target, step)) return undefined;
    target = /** @type {Record<string, unknown>} */ (target)[step];
  }
  return typeof target === "object" && target !== null ? target : undefined;
}
