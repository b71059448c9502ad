import { postgresPrograms, startPostgres, type TestPostgres } from "@/scripts/test-postgres";
import type { DatabasePlace } from "../database";

/**
 * Where a store can stand on this machine, for a test that must hold on each: PGlite, and PostgreSQL where it is
 * installed. `stop` ends what `place` has started.
 */
export function testPlaces(): {
  name: string;
  place(): Promise<DatabasePlace>;
  stop(): Promise<unknown> | undefined;
}[] {
  let postgres: TestPostgres | undefined;
  const places = [
    { name: "PGlite", place: async () => ({ memory: true }) as const, stop: () => undefined },
    {
      name: "PostgreSQL",
      place: async () => {
        postgres = await startPostgres();
        return { url: postgres.url };
      },
      stop: async () => postgres?.stop(),
    },
  ];
  return postgresPrograms() === undefined ? places.slice(0, 1) : places;
}
