/** Joins class names and leaves out what is not there. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** How every control that takes text looks. */
export const controlClass =
  "w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-soft " +
  "hover:border-ink-soft disabled:bg-sunken disabled:text-ink-soft aria-invalid:border-fail aria-invalid:border-2";

export const hintClass = "max-w-line text-sm text-ink-soft";
