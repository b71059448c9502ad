/** An addition to the product, as somebody would make it. */
export interface Addition {
  /** What README's table calls it. */
  name: string;
  /** Text put behind (or before) a place in a file that is there. */
  edits: readonly { file: string; after?: string; before?: string; text: string }[];
  /** Files that are new. */
  files?: Readonly<Record<string, string>>;
  /** TypeScript that throws unless the addition is in force; sees `house`, the faces that it needs. */
  proof: string;
}

/** A source that any of them may name. */
export const source = '{ title: "AWS documentation", url: "https://docs.aws.amazon.com/" }';
