import type { ReactNode, Ref } from "react";
import { Button, LiveRegion } from "@/components/ui";

interface Props {
  running: boolean;
  /** Nothing has run yet: the box is only there to be heard later. */
  idle: boolean;
  /** Said aloud; seen too, once nothing runs any more. */
  spoken: string;
  onStop: () => void;
  /** What is seen while it runs. */
  children: ReactNode;
  ref?: Ref<HTMLDivElement> | undefined;
}

/** What a running check is doing, and the way to stop it. */
export function ProgressBox({ running, idle, spoken, onStop, children, ref }: Props) {
  return (
    <div
      ref={ref}
      className={
        running
          ? "flex items-center justify-between gap-4 rounded-lg border border-line bg-surface px-4 py-3"
          : idle
            ? "sr-only"
            : ""
      }
    >
      <LiveRegion message={spoken} hidden={running} />
      {running && (
        <>
          <p className="text-sm tabular-nums">{children}</p>
          <Button size="small" onClick={onStop}>
            Stop
          </Button>
        </>
      )}
    </div>
  );
}
