import { requirePlan } from "@/lib/server";
import { versionOf } from "./version-of";

/** Whether an open page is still of today's plan. A stranger's plan and one that is gone are both 404. */
export async function GET(_: Request, { params }: { params: Promise<{ plan: string }> }): Promise<Response> {
  const { plan, results } = await requirePlan((await params).plan);
  return new Response(versionOf(plan, results), {
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });
}
