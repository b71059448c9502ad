"use client";

import { Failure } from "@/components/frame/failure";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string | undefined };
  reset: () => void;
}) {
  return <Failure reference={error.digest} retry={reset} />;
}
