import { connection } from "next/server";
import { readHealth } from "@/lib/server/health";

/** Readiness for the operator's monitoring: 200, or 503 when the store does not answer. */
export async function GET(): Promise<Response> {
  await connection();
  const health = await readHealth();
  return Response.json(health, { status: health.ok ? 200 : 503 });
}
