/** Readers of the typed values that condition operators compare. Each gives undefined for what it cannot read. */

export function readNumber(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** W3C ISO 8601 dates, or seconds since 1970 (older policies have them). Milliseconds since 1970. */
export function readDate(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{9,}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/.test(trimmed))
    return undefined;
  const time = Date.parse(
    // Behind the day and its T: a time without a zone is UTC.
    /(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed.slice(11)) || !trimmed.includes("T") ? trimmed : `${trimmed}Z`,
  );
  return Number.isNaN(time) ? undefined : time;
}

export function readBoolean(text: string): boolean | undefined {
  const lower = text.trim().toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

export interface Network {
  bits: 32 | 128;
  address: bigint;
  prefix: number;
}

/** An address or CIDR block, IPv4 or IPv6. */
export function readNetwork(text: string): Network | undefined {
  const [host = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const address = host.includes(":") ? readIpv6(host) : readIpv4(host);
  if (address === undefined) return undefined;
  const bits = host.includes(":") ? 128 : 32;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return prefix < 0 || prefix > bits ? undefined : { bits, address, prefix };
}

export function contains(network: Network, host: Network): boolean {
  if (network.bits !== host.bits || host.prefix < network.prefix) return false;
  const shift = BigInt(network.bits - network.prefix);
  return network.address >> shift === host.address >> shift;
}

function readIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(part);
  }
  return address;
}

function readIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = (half: string | undefined) => (half ? half.split(":") : []);
  const head = groups(halves[0]);
  const tail = groups(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let address = 0n;
  for (const group of [...head, ...Array<string>(Math.max(0, missing)).fill("0"), ...tail]) {
    if (!/^[\da-fA-F]{1,4}$/.test(group)) return undefined;
    address = (address << 16n) | BigInt(`0x${group}`);
  }
  return address;
}
