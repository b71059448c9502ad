/** The product's mark: a chain of trust, three links, the last one closed. */
export function Mark({ className = "size-6" }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none" strokeWidth="2">
      <circle cx="4.5" cy="12" r="3" className="stroke-ink" />
      <path d="M7.5 12h4" className="stroke-ink" />
      <circle cx="17" cy="12" r="5.5" className="fill-accent stroke-accent" />
      <path
        d="m14.6 12.1 1.7 1.7 3.1-3.4"
        className="stroke-accent-ink"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
