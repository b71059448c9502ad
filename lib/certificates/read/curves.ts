import type { Curve, Point } from "./curve-table";
import { toHex } from "./der-values";

export { curveOf } from "./curve-table";

/**
 * Arithmetic on the curves of `curve-table.ts`: to see whether a point is one of the curve, and which public point a
 * secret number has. WebCrypto has three of these curves, and of a key whose parts contradict each other it says only
 * that it does not take it. Not in constant time: for the one key of the person whose browser runs it.
 */

const mod = (value: bigint, p: bigint) => {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
};

export function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let result = 1n;
  let square = mod(base, p);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

/** The inverse modulo a prime. */
const inverse = (value: bigint, p: bigint) => power(value, p - 2n, p);

/** A point in Jacobian coordinates (x/z², y/z³); z = 0 is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint];
const INFINITY: Jacobian = [1n, 1n, 0n];

function doubled([x, y, z]: Jacobian, { p, a }: Curve): Jacobian {
  if (y === 0n || z === 0n) return INFINITY;
  const yy = (y * y) % p;
  const s = (4n * x * yy) % p;
  const zz = (z * z) % p;
  const m = (3n * x * x + a * zz * zz) % p;
  const newX = mod(m * m - 2n * s, p);
  return [newX, mod(m * (s - newX) - 8n * yy * yy, p), (2n * y * z) % p];
}

function added(one: Jacobian, two: Jacobian, curve: Curve): Jacobian {
  const { p } = curve;
  const [x1, y1, z1] = one;
  const [x2, y2, z2] = two;
  if (z1 === 0n) return two;
  if (z2 === 0n) return one;
  const zz1 = (z1 * z1) % p;
  const zz2 = (z2 * z2) % p;
  const u1 = (x1 * zz2) % p;
  const s1 = (((y1 * zz2) % p) * z2) % p;
  const h = mod(((x2 * zz1) % p) - u1, p);
  const r = mod(((((y2 * zz1) % p) * z1) % p) - s1, p);
  if (h === 0n) return r === 0n ? doubled(one, curve) : INFINITY;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x = mod(r * r - hhh - 2n * v, p);
  return [x, mod(r * (v - x) - s1 * hhh, p), (((z1 * z2) % p) * h) % p];
}

function multiplied({ x, y }: Point, by: bigint, curve: Curve): Jacobian {
  let sum = INFINITY;
  let power2: Jacobian = [x, y, 1n];
  for (let rest = by; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = added(sum, power2, curve);
    power2 = doubled(power2, curve);
  }
  return sum;
}

function affine([x, y, z]: Jacobian, { p }: Curve): Point | undefined {
  if (z === 0n) return undefined;
  const i = inverse(z, p);
  const ii = (i * i) % p;
  return { x: (x * ii) % p, y: (((y * ii) % p) * i) % p };
}

/** The public point of a secret number; undefined where the number is none (zero, or not below the order). */
export function publicPointOf(secret: bigint, curve: Curve): Point | undefined {
  if (secret <= 0n || secret >= curve.n) return undefined;
  return affine(multiplied(curve.base, secret, curve), curve);
}

/** Reads a point, compressed (02, 03) or not (04; 06 and 07 say the sign as well). Undefined where it is not on the curve. */
export function readPoint(octets: Uint8Array, curve: Curve): Point | undefined {
  const { size, p, a, b } = curve;
  const form = octets[0] ?? 0;
  const number = (at: number) => BigInt(`0x${toHex(octets.subarray(at, at + size))}`);
  const right = (x: bigint) => mod(x * x * x + a * x + b, p);
  if ((form === 4 || form === 6 || form === 7) && octets.length === 1 + 2 * size) {
    const [x, y] = [number(1), number(1 + size)];
    const signed = form === 4 || (y & 1n) === BigInt(form & 1);
    return x < p && y < p && signed && (y * y) % p === right(x) ? { x, y } : undefined;
  }
  if ((form !== 2 && form !== 3) || octets.length !== 1 + size) return undefined;
  const x = number(1);
  const y = x < p ? rootOf(right(x), p) : undefined;
  if (y === undefined) return undefined;
  return { x, y: (y & 1n) === BigInt(form & 1) ? y : p - y };
}

/** A square root modulo a prime (Tonelli and Shanks); undefined where there is none. */
function rootOf(value: bigint, p: bigint): bigint | undefined {
  if (value === 0n) return 0n;
  let odd = p - 1n;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos += 1;
  }
  if (power(value, (p - 1n) / 2n, p) !== 1n) return undefined;
  let other = 2n;
  while (power(other, (p - 1n) / 2n, p) === 1n) other += 1n;
  let [root, rest, unit] = [power(value, (odd + 1n) / 2n, p), power(value, odd, p), power(other, odd, p)];
  while (rest !== 1n) {
    let order = 0;
    for (let t = rest; t !== 1n; t = (t * t) % p) order += 1;
    for (let i = 0; i < twos - order - 1; i += 1) unit = (unit * unit) % p;
    root = (root * unit) % p;
    unit = (unit * unit) % p;
    rest = (rest * unit) % p;
    twos = order;
  }
  return root;
}

const octetsOf = (value: bigint, size: number) =>
  Uint8Array.from(
    value
      .toString(16)
      .padStart(size * 2, "0")
      .match(/../g) ?? [],
    (pair) => Number.parseInt(pair, 16),
  );

/** A point as 04‖x‖y, the form that every reader takes. */
export function pointOctets({ x, y }: Point, { size }: Curve): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([4, ...octetsOf(x, size), ...octetsOf(y, size)]);
}

/** Whether an ECDSA signature by `secret` over a random hash verifies with `point` (FIPS 186-4 section 6.4). */
export function signsFor(secret: bigint, point: Point, curve: Curve): boolean {
  const { n } = curve;
  const random = () =>
    (BigInt(`0x${toHex(crypto.getRandomValues(new Uint8Array(curve.size + 8)))}`) % (n - 1n)) + 1n;
  const [hash, k] = [random(), random()];
  const r = (publicPointOf(k, curve)?.x ?? 0n) % n;
  const s = mod(inverse(k, n) * (hash + r * secret), n);
  if (r === 0n || s === 0n) return false;
  const w = inverse(s, n);
  const sum = added(
    multiplied(curve.base, (hash * w) % n, curve),
    multiplied(point, (r * w) % n, curve),
    curve,
  );
  const found = affine(sum, curve);
  return found !== undefined && found.x % n === r;
}
