/** Answers that say "not now": too many calls, a proxy without its server, a store that is away. */
const NOT_NOW = new Set([429, 502, 503, 504]);
/** Between the tries; the last one goes on until the server is back. */
const PAUSES_MS = [500, 1_000, 2_000, 3_000];

export interface Patience {
  /** Path and search of the page that is shown. */
  shown(): string;
  /** Told true when the server is found to be away, and false when it has answered again. */
  onAway(away: boolean): void;
  pause(ms: number): Promise<void>;
}

/**
 * Next's router asks for pages by `fetch`, and where that fails it lets the browser load the page: with the server away
 * that ends in the browser's own error page, and the private key that was in this page's memory is gone. This `fetch`
 * asks again until the server is back, so that the page stays and the visitor's press is not lost. All other requests
 * pass as they are; what is loaded ahead of a press may fail as before.
 */
export function patientFetch(plain: typeof fetch, { shown, onAway, pause }: Patience): typeof fetch {
  return async (input, init) => {
    if (!asksForPage(init)) return plain(input, init);
    for (let tries = 0; ; tries += 1) {
      const asked = plain(input, init);
      // The page that is shown is asked for again: it stays until the whole of the new one is there.
      const whole = pageOf(input) === shown() ? asked.then(whenWhole) : asked;
      const answer = await whole.catch((error: unknown) => {
        // Given up by the router or the browser itself: nobody waits for it any more.
        if (init?.signal?.aborted || (error instanceof DOMException && error.name === "AbortError"))
          throw error;
        return undefined;
      });
      if (answer !== undefined && !NOT_NOW.has(answer.status)) {
        onAway(false);
        return answer;
      }
      await answer?.body?.cancel();
      onAway(true);
      await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0);
    }
  };
}

/** Path and search without what Next adds to tell its requests apart in caches. */
function pageOf(input: Parameters<typeof fetch>[0]): string {
  const url = new URL(input instanceof Request ? input.url : input, "http://localhost");
  url.searchParams.delete("_rsc");
  return url.pathname + url.search;
}

/** The answer when all of it has come: one that breaks off on the way is none. */
async function whenWhole(answer: Response): Promise<Response> {
  if (!answer.ok || answer.body === null) return answer;
  const { status, statusText, headers, url, redirected } = answer;
  const whole = new Response(await answer.arrayBuffer(), { status, statusText, headers });
  // Next reads where an answer came from; what is made here does not know it.
  return Object.defineProperties(whole, { url: { value: url }, redirected: { value: redirected } });
}

/** True for a request of Next's router that a visitor or a refresh waits for. */
function asksForPage(init: RequestInit | undefined): boolean {
  if (init?.method !== undefined && init.method !== "GET") return false;
  const headers = new Headers(init?.headers);
  const ahead = headers.has("next-router-prefetch") || headers.has("next-router-segment-prefetch");
  return headers.has("rsc") && !ahead;
}
