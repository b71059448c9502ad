import { Button } from "@/components/ui/button";

export interface FailureProps {
  /** What the server's log knows it by. */
  reference?: string | undefined;
  retry: () => void;
  /** What it is on the page: the whole of it, or a room inside a frame that has its own `main`. */
  as?: "main" | "section" | undefined;
}

/** What the store puts before the number of an error that means "away" (`StoreUnavailable.digest` of lib/store). */
const AWAY = "store-unavailable-";

const words = {
  unexpected: {
    title: "The page could not be shown",
    text: "Something unexpected went wrong. What you saved before is kept. Try again; if it happens a second time, give the number below to the operator of this wizard.",
  },
  away: {
    title: "The wizard cannot reach its database",
    text: "Nothing can be read or saved at the moment. What you saved before is kept. Try again in a minute; if it stays like this, give the number below to the operator of this wizard.",
  },
};

/** Something unexpected: said without internals, with the number that finds it in the server's log. */
export function Failure({ reference, retry, as: Place = "main" }: FailureProps) {
  const { title, text } = reference?.startsWith(AWAY) ? words.away : words.unexpected;
  return (
    <Place
      {...(Place === "main" ? { id: "main" } : {})}
      className="mx-auto flex w-full max-w-read flex-col items-start gap-4 px-4 py-16 sm:px-6"
    >
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="max-w-line">{text}</p>
      {reference !== undefined && (
        <p>
          Reference number <span className="ident font-medium">{reference.replace(AWAY, "")}</span>
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <a href="/" className="link self-center px-2">
          Go to the front page
        </a>
      </div>
    </Place>
  );
}
