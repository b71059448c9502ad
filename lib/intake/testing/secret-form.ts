import type { KeyObject } from "node:crypto";
import type { Part } from "../types";
import type { Material } from "./material";

/** One way in which people give a secret. */
export interface SecretForm {
  name: string;
  /** What is pasted; bytes where it can only be a file. */
  content: string | Uint8Array;
  /**
   * The secret as it stands in the content, without white space, for `leaks()`: nothing sent may have 16 characters of
   * it. Only what is private: a key's public numbers stand in its certificate, too.
   */
  secret: string;
  /** Kinds of part that it must be recognised as; at least one of them. */
  as: readonly Part["kind"][];
  /** How many certificates are in it. */
  certificates: number;
  passphrase?: string | undefined;
}

export type Make = (
  name: string,
  content: string | Uint8Array,
  rest: Partial<Omit<SecretForm, "name" | "content">> & { secret: string },
) => SecretForm;

export const make: Make = (name, content, rest) => ({
  name,
  content,
  as: ["private-key"],
  certificates: 0,
  ...rest,
});

/** True where `text` has 16 characters in a row of the form's secret. White space and escapes do not hide them. */
export function leaks(text: string, form: SecretForm): boolean {
  return leakFinder([form])(text).length > 0;
}

/** The forms of which a text has 16 characters in a row of the secret, all looked for in one pass for each length. */
export function leakFinder(forms: readonly SecretForm[]): (text: string) => SecretForm[] {
  const bySize = new Map<number, Map<string, SecretForm[]>>();
  for (const form of forms) {
    const size = Math.min(16, form.secret.length);
    const runs = bySize.get(size) ?? new Map<string, SecretForm[]>();
    for (let i = 0; i + size <= form.secret.length; i += 1) {
      const run = form.secret.slice(i, i + size);
      runs.set(run, [...(runs.get(run) ?? []), form]);
    }
    bySize.set(size, runs);
  }
  return (text) => {
    const packed = text.replace(/\\[nrt]|\s+|%0A|%0D|%20/g, "");
    const found = new Set<SecretForm>();
    for (const [size, runs] of bySize)
      for (let i = 0; i + size <= packed.length; i += 1)
        for (const form of runs.get(packed.slice(i, i + size)) ?? []) found.add(form);
    return [...found];
  };
}

export const wrap = (text: string, width = 64) =>
  (text.match(new RegExp(`.{1,${width}}`, "g")) ?? []).join("\n");
export const base64 = (data: string | Uint8Array) => Buffer.from(data as string).toString("base64");
export const hex = (data: Uint8Array) => Buffer.from(data).toString("hex");

/** A key in its text forms. */
export function formsOf(key: KeyObject) {
  const text = (type: "pkcs1" | "pkcs8" | "sec1", cipher?: string) =>
    key
      .export({
        type,
        format: "pem",
        ...(cipher === undefined ? {} : { cipher, passphrase: "secret" }),
      } as never)
      .toString();
  const der = (type: "pkcs1" | "pkcs8" | "sec1", cipher?: string) =>
    new Uint8Array(
      key.export({
        type,
        format: "der",
        ...(cipher === undefined ? {} : { cipher, passphrase: "secret" }),
      } as never) as unknown as Buffer,
    );
  return { text, der };
}

/** The base64 between the armour lines. */
export const bodyOf = (pem: string) => pem.replace(/-----[^-]+-----|\n/g, "");

/** The private half of a key's base64 body: what comes after the public numbers. */
export const privateHalf = (body: string) => body.slice(Math.ceil(body.length * 0.35));

export interface Kit {
  material: Material;
  /** PKCS#8 PEM of the RSA key, its body, and the private half of that. */
  pem: string;
  body: string;
  secret: string;
  der: Uint8Array;
}

export function kitOf(material: Material): Kit {
  const pem = formsOf(material.rsa).text("pkcs8");
  const body = bodyOf(pem);
  return { material, pem, body, secret: privateHalf(body), der: formsOf(material.rsa).der("pkcs8") };
}
