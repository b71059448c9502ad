/** Next runs this in the browser before anything of a page. */

// Zod tries whether it may compile its schemas to code; the pages' policy forbids that, and reports the try. This is
// where zod keeps its settings (zod/v4/core/core.js): its own `config` would load zod on pages that have no use for it.
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };

export {};
