/**
 * The checksum of POSIX `cksum`, which every system has: CRC-32 with polynomial 04C11DB7, most significant bit first,
 * over the bytes and then their number. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/cksum.html
 */
export function posixChecksum(text: string): number {
  const bytes = new TextEncoder().encode(text);
  let crc = 0;
  for (const byte of bytes) crc = step(crc, byte);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256))
    crc = step(crc, length % 256);
  return ~crc >>> 0;
}

function step(crc: number, byte: number): number {
  let next = crc ^ (byte << 24);
  for (let bit = 0; bit < 8; bit += 1) next = next & 0x80000000 ? (next << 1) ^ 0x04c11db7 : next << 1;
  return next >>> 0;
}
