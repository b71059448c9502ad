/**
 * Tag for pieces of bash: backslashes stay as written, `\${` stands for bash's own `${`.
 * Takes no values on purpose: those enter scripts through `lib/syntax` alone.
 */
export function sh(strings: TemplateStringsArray, ...values: never[]): string {
  if (values.length > 0) throw new RangeError("A piece of bash holds no values.");
  return strings.raw
    .join("")
    .replace(/\\(\$\{|`)/g, (_, mark: string) => mark)
    .trim();
}
