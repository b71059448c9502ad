/** The little XML that AWS's query protocols need: elements only, no attributes beside the namespace. */
export const escapeXml = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#xD;");

/**
 * A value as the content of an element.
 * @param item what an entry of a list is called: "member" (IAM, STS) or "item" (EC2)
 */
export function toXml(value: unknown, item: "member" | "item"): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((entry) => element(item, entry, item)).join("");
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return escapeXml(String(value));
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => element(name, inner, item))
    .join("");
}

function element(name: string, value: unknown, item: "member" | "item"): string {
  return `<${name}>${toXml(value, item)}</${name}>`;
}
