"use client";

import { Failure } from "@/components/frame/failure";
import "./globals.css";

/** Stands in for the whole document when its layout failed. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string | undefined };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body className="font-sans text-base">
        <title>The page could not be shown · AWS Connection Wizard</title>
        <Failure reference={error.digest} retry={reset} />
      </body>
    </html>
  );
}
