import { describe, expect, it } from "vitest";
import { given } from "@/lib/given";
import { certificatesPem, recognise, requestPem, revocationListPem, sightSecret, stays } from ".";
import { leaks, makeMaterial, secretForms } from "./testing/secret-forms";

const forms = secretForms(makeMaterial());

describe("every form of a secret", () => {
  it("is there, once", () => {
    expect(new Set(forms.map(({ name }) => name)).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(96);
    for (const form of forms.filter(({ content }) => typeof content === "string"))
      expect(form.secret.length, form.name).toBeGreaterThanOrEqual(13);
  });

  it.each(forms)("is recognised and stays: $name", async (form) => {
    const { content, passphrase, as, certificates } = form;
    const read = await recognise(content, given({ passphrase }));
    const kinds = read.parts.map(({ kind }) => kind);
    expect(kinds.filter((kind) => as.includes(kind)).length, JSON.stringify(kinds)).toBeGreaterThan(0);
    const found = read.parts.filter(({ kind }) => kind === "certificate");
    expect(found.length, "certificates").toBe(certificates);
    const sent = read.parts.filter((part) => !stays(part)).map((part) => ("pem" in part ? part.pem : ""));
    for (const pem of sent) {
      expect(leaks(pem, form)).toBe(false);
      const schemas = [certificatesPem, requestPem, revocationListPem];
      expect(schemas.some((schema) => schema.safeParse(pem).success)).toBe(true);
    }
    // What is said to people holds nothing of it either.
    const said = JSON.stringify([
      read.unread,
      read.problem,
      read.parts.map(({ where, ...part }) => [where, "what" in part && part.what]),
    ]);
    expect(leaks(said, form)).toBe(false);
  });

  it.each(forms.filter(({ content }) => typeof content === "string"))("is sighted: $name", (form) => {
    const sighted = sightSecret(String(form.content));
    expect(sighted?.what).toBeTruthy();
    expect(leaks(sighted?.what ?? "", form)).toBe(false);
    // As a field of one line has it: browsers take the line breaks out.
    expect(sightSecret(String(form.content).replace(/[\r\n]+/g, ""))?.what).toBeTruthy();
  });
});
