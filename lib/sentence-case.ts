/** The text with its first letter in capitals, where a part of a sentence opens a line. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
