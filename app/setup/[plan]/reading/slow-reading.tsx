"use client";

import { Button } from "@/components/ui";

/** Stands beside a box while its text takes long to read: the page goes on, and the reading can be stopped. */
export function SlowReading({ slow, stop }: { slow: boolean; stop: () => void }) {
  return (
    <div role="status">
      {slow && (
        <p className="flex flex-wrap items-center gap-3">
          Reading this is taking a long time.
          <Button size="small" onClick={stop}>
            Stop reading
          </Button>
        </p>
      )}
    </div>
  );
}
