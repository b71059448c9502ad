/** A point in time as everybody reads it alike: UTC, to the minute, machine-readable too. */
export function Moment({ at }: { at: Date | string }) {
  const date = typeof at === "string" ? new Date(at) : at;
  const iso = date.toISOString();
  return <time dateTime={iso}>{`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}</time>;
}

/** "today", "yesterday", "12 days ago": how long ago, in days. */
export function daysAgo(at: Date, now: Date): string {
  const days = Math.floor((now.getTime() - at.getTime()) / 86_400_000);
  return days <= 0 ? "in the last 24 hours" : days === 1 ? "a day ago" : `${days} days ago`;
}
