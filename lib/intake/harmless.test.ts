import { beforeAll, describe, expect, it } from "vitest";
import { recognise, sightSecret, stays } from ".";
import { harmlessTexts } from "./testing/harmless";
import { type Material, makeMaterial } from "./testing/material";

let material: Material;
beforeAll(() => {
  material = makeMaterial();
});

describe("what people write into plain fields and boxes", () => {
  const names = Object.keys(harmlessTexts("", "", ""));

  it("is many things", () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(names)("is no secret: %s", async (name) => {
    const text = harmlessTexts(material.certificate, material.ca, material.revocationList)[name] ?? "";
    expect(text.length).toBeGreaterThan(3);
    expect(sightSecret(text)).toBeUndefined();
    const read = await recognise(text);
    expect(read.parts.filter((part) => stays(part) && part.kind !== "aws-access-key")).toEqual([]);
    // Nothing is dropped in silence.
    expect(read.parts.length + read.unread.length).toBeGreaterThan(0);
  });
});
