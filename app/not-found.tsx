import type { Metadata } from "next";
import { TopBar } from "@/components/frame/top-bar";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not here" };

/** A missing page, a plan of another browser, a link that was revoked: they look the same on purpose. */
export default function NotFound() {
  return (
    <>
      <TopBar />
      <main
        id="main"
        className="mx-auto flex w-full max-w-read flex-col items-start gap-4 px-4 py-16 sm:px-6"
      >
        <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
        <p className="max-w-line">
          A plan opens only in the browser that created it, or through an invitation link. It may have been
          deleted, or removed because it was not used for a long time; the link may have expired, or the
          address may be incomplete.
        </p>
        <p className="max-w-line">
          Your plans are on the front page. For someone else's plan, ask for a new link.
        </p>
        <LinkButton href="/" variant="primary">
          Go to the front page
        </LinkButton>
      </main>
    </>
  );
}
