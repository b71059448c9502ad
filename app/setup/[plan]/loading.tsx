import { Skeleton } from "@/components/ui/small";

/** A step on its way. It shows itself only when the step takes its time. */
export default function Loading() {
  return (
    <div className="late flex max-w-read flex-col gap-8">
      <div aria-hidden className="flex flex-col gap-3">
        <div className="h-4 w-20 rounded-sm bg-line" />
        <div className="h-8 w-80 max-w-full rounded-sm bg-line" />
        <div className="h-4 w-96 max-w-full rounded-sm bg-line" />
      </div>
      <Skeleton label="The step" shape="block" />
    </div>
  );
}
