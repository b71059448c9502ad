/** Base64 without line breaks, as the X-Amz-X509 headers want it. Works in browser and server alike. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * An ECDSA signature as DER SEQUENCE { r INTEGER, s INTEGER }, from WebCrypto's raw r‖s or from DER itself.
 * Roles Anywhere takes DER only; raw bytes end in "Invalid signature".
 */
export function ecdsaDer(signature: Uint8Array): Uint8Array {
  if (isEcdsaDer(signature)) return signature;
  const half = signature.length / 2;
  const body = [...derInteger(signature.subarray(0, half)), ...derInteger(signature.subarray(half))];
  // P-521's content is longer than 127 bytes, so its length takes the long form.
  const length = body.length < 128 ? [body.length] : [0x81, body.length];
  return Uint8Array.from([0x30, ...length, ...body]);
}

function derInteger(bytes: Uint8Array): number[] {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = [...bytes.subarray(start)];
  // A set top bit would read as a negative number.
  if ((digits[0] ?? 0) >= 0x80) digits.unshift(0);
  return [0x02, digits.length, ...digits];
}

function isEcdsaDer(bytes: Uint8Array): boolean {
  let at = 2;
  if (bytes[0] !== 0x30) return false;
  let length = bytes[1] ?? 0;
  if (length === 0x81) {
    length = bytes[2] ?? 0;
    at = 3;
  }
  if (at + length !== bytes.length) return false;
  for (let integer = 0; integer < 2; integer += 1) {
    if (bytes[at] !== 0x02) return false;
    at += 2 + (bytes[at + 1] ?? 0);
  }
  return at === bytes.length;
}
