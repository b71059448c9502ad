import type { PolicyDocument } from "../policy";

/** A kind of policy that takes as much work as its length admits. `length`: characters a document, about. */
export interface HostileKind {
  kind: string;
  /** One document of a pile of five. */
  text: (length: number) => string;
}

const allow = (fields: object) => ({ Effect: "Allow", Action: "kms:*", Resource: "*", ...fields });
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements } satisfies {
    Version: string;
    Statement: object[];
  } as PolicyDocument);
/** As many as fit. */
const many = (length: number, one: (index: number) => string) => {
  const items: string[] = [];
  for (let left = length - 200, i = 0; left > 0; i += 1) {
    const item = one(i);
    left -= item.length + 3;
    if (left > 0) items.push(item);
  }
  return items;
};

export const hostilePolicies: readonly HostileKind[] = [
  { kind: "many blanks behind ${", text: (n) => policy(allow({ Resource: `\${${" ".repeat(n - 200)}` })) },
  {
    kind: "many variables that are not closed",
    text: (n) => policy(allow({ Resource: "${".repeat((n - 200) / 2) })),
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
  { kind: "many variables", text: (n) => policy(allow({ Resource: "${a}".repeat((n - 200) / 4) })) },
  {
    kind: "many variables with a default",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    text: (n) => policy(allow({ Resource: "${a,'b'}*".repeat((n - 200) / 9) })),
  },
  {
    kind: "one resource of many stars",
    text: (n) => policy(allow({ Resource: "*a".repeat((n - 200) / 2) })),
  },
  {
    kind: "one action of many stars",
    text: (n) => policy(allow({ Action: `kms:${"*a".repeat((n - 200) / 2)}` })),
  },
  { kind: "many actions", text: (n) => policy(allow({ Action: many(n, (i) => `kms:Action${i}`) })) },
  {
    kind: "many actions with stars",
    text: (n) => policy(allow({ Action: many(n, (i) => `kms:*e*s*${i}`) })),
  },
  { kind: "short actions with stars", text: (n) => policy(allow({ Action: many(n, () => "k*:*z") })) },
  {
    kind: "many resources with stars",
    text: (n) => policy(allow({ Resource: many(n, (i) => `arn:aws:kms:*:*:*a*b*${i}`) })),
  },
  {
    kind: "many resources with a variable",
    text: (n) => policy(allow({ Resource: many(n, (i) => `\${aws:PrincipalTag/a}*${i}`) })),
  },
  {
    kind: "many values of a condition",
    text: (n) =>
      policy(allow({ Condition: { StringLike: { "aws:RequestedRegion": many(n, (i) => `*-*${i}`) } } })),
  },
  {
    kind: "a condition's value of many stars",
    text: (n) =>
      policy(allow({ Condition: { StringLike: { "aws:RequestedRegion": "*u".repeat((n - 300) / 2) } } })),
  },
  {
    kind: "many conditions",
    text: (n) =>
      policy(
        allow({
          Condition: {
            StringNotEquals: Object.fromEntries(
              many(n * 0.7, (i) => `aws:RequestTag/t${i}"`).map((k) => [k, "a"]),
            ),
          },
        }),
      ),
  },
  {
    kind: "many statements with many actions",
    text: (n) =>
      policy(...Array.from({ length: 39 }, () => allow({ Action: many(n / 39, (i) => `kms:*r*t*${i}`) }))),
  },
  {
    kind: "many statements with conditions",
    text: (n) =>
      policy(
        ...Array.from({ length: 39 }, () =>
          allow({
            Condition: { StringLike: { "aws:ResourceTag/team": many(n / 39 - 100, (i) => `*k*${i}`) } },
          }),
        ),
      ),
  },
  {
    kind: "many denials by exclusion",
    text: (n) =>
      policy(
        ...Array.from({ length: 39 }, () => ({
          Effect: "Deny",
          NotAction: many(n / 39, (i) => `kms:*a*t*${i}`),
          NotResource: "arn:*",
        })),
      ),
  },
  { kind: "long names", text: (n) => `{${many(n, (i) => `"${"a".repeat(16_384)}${i}": 1`).join(",")}}` },
  {
    kind: "a long path",
    text: (n) => `{"${"a".repeat(16_384)}":[${many(n - 16_500, () => "[1]").join(",")}]}`,
  },
  { kind: "many faults", text: (n) => policy(...many(n / 2, () => "xxxx").map(() => ({ A: 1 }))) },
  { kind: "many faults in one statement", text: (n) => policy(allow({ Action: many(n, () => "x") })) },
  { kind: "deep lists", text: (n) => "[".repeat(n) },
  { kind: "many lines", text: (n) => `{"Statement":[${many(n, () => '{\n"Effect":1}').join(",\n")}]}` },
  { kind: "a long number", text: (n) => "1".repeat(n) },
  { kind: "many escapes", text: (n) => `"${"\\u0041".repeat((n - 2) / 6)}"` },
  { kind: "many backslashes", text: (n) => `"${"\\".repeat(n - 2)}` },
];
