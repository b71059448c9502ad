/** One line of the bench: a figure of ours, the bare one beside it, and how many times as much it is. */
export interface Row {
  what: string;
  ours: string;
  bare: string;
  ratio: number;
}

export const milliseconds = (value = 0) => `${value.toFixed(0)} ms`;
export const kilobytes = (value: number) => `${(value / 1024).toFixed(1)} KB`;
