import { config } from "zod/v4/core";

/** Next runs this in the browser before anything of a page. */

// Zod tries whether it may compile its schemas to code; the pages' policy forbids that, and reports the try.
config({ jitless: true });
