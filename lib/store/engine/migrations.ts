import { join } from "node:path";

/** The folder is read at run time, so it is found from where the server is started: the root of the project. */
export const migrationsFolder = () => join(process.cwd(), "lib", "store", "migrations");
