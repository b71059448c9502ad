import { describe, expect, it } from "vitest";
import { DerFault, readDer } from "./der";
import { fromBase64, integerOf, oidOf, timeOf, toHex, wrapDer } from "./der-values";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe("strict DER", () => {
  it.each([
    ["nothing", ""],
    ["a tag without a length", "30"],
    ["content that is cut", "300302"],
    ["a byte too many", "300000"],
    ["a length that is not the shortest", "30810100"],
    ["an indefinite length", "30800000"],
    ["a length of five octets", "308500000000010000"],
    ["a high tag number", "1f8100"],
    ["a padded integer", "02020001"],
    ["an empty integer", "0200"],
    ["a BOOLEAN of 01", "010101"],
    ["a NULL with content", "050100"],
    ["a BIT STRING without content", "0300"],
    ["a BIT STRING with bits beyond its end", "03020701"],
    ["a string in pieces", "2c0704050000000000"],
    ["a BIT STRING in pieces", "2300"],
    ["a primitive SEQUENCE", "1000"],
    ["an OBJECT IDENTIFIER that is cut", "060281"],
    ["a padded OBJECT IDENTIFIER", "06028001"],
    ["a UTF8String that is not UTF-8", "0c01ff"],
    ["a BMPString of odd length", "1e0100"],
  ])("refuses %s", (_, hex) => {
    expect(() => readDer(bytes(hex))).toThrow(DerFault);
  });

  it("takes BER's indefinite lengths where it is asked to, and bounds the depth", () => {
    expect(readDer(bytes("3080020105000000".slice(0, 14)), { ber: true }).children).toHaveLength(1);
    expect(() => readDer(bytes("3080".repeat(30)), { ber: true })).toThrow(/deeper/);
  });

  it("reads values", () => {
    expect(oidOf(readDer(bytes("06092a864886f70d01010b")))).toBe("1.2.840.113549.1.1.11");
    expect(integerOf(readDer(bytes("0201ff")))).toBe(-1n);
    expect(integerOf(readDer(bytes("020200ff")))).toBe(255n);
    const time = (text: string, tag = 0x17) => timeOf(readDer(wrapDer(tag, new TextEncoder().encode(text))));
    expect(time("491231235959Z").toISOString()).toBe("2049-12-31T23:59:59.000Z");
    expect(time("500101000000Z").toISOString()).toBe("1950-01-01T00:00:00.000Z");
    expect(time("99991231235959Z", 0x18).getUTCFullYear()).toBe(9999);
    for (const odd of ["4912312359Z", "491231235959+0100", "490231000000Z", "491231246060Z"])
      expect(() => time(odd)).toThrow(DerFault);
    expect(toHex(wrapDer(0x04, new Uint8Array(200))).slice(0, 6)).toBe("0481c8");
    expect(toHex(fromBase64("AQID"))).toBe("010203");
  });
});
