/**
 * Certificates and keys, judged before AWS sees them. Three faces: this one is everything of the design; `public.ts`
 * is the part without private keys, which server actions and routes import; `keys.ts` is the part with them, which
 * only the browser (and tests) may import.
 */
export { type KeyRequest, matchPrivateKey } from "./keys";
export * from "./public";
