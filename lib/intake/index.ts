/**
 * What people paste, drop or upload, taken apart and written again. Runs in a browser, a Web Worker, a server or a
 * test. Two faces:
 *
 * - this one hands out private keys and access keys, so only the browser (and commands and tests) may import it:
 *   `recognise(input, { name, passphrase })` gives the parts of one text or file; never throws, linear, bounded.
 *   `stays(part)` says whether a part must stay in the browser; of the others, `part.pem` may be sent, nothing else.
 *   `sortGiven(files, passphrase)` recognises several at once and sorts them: client, CA, key, revocation list.
 *   `describe(recognised)` says in words what an input holds: "2 certificates and a private key".
 * - `public.ts` is for everybody, servers included:
 *   `sightSecret(text)` is the first sign of a secret in a text meant for a plain field;
 *   `certificatesPem`, `revocationListPem` and `requestPem` are schemas that take only what this room writes.
 */
export { describe } from "./describe";
export * from "./public";
export { type RecogniseOptions, recognise } from "./recognise";
export { type SortedGiven, sortGiven } from "./sort";
export {
  type KeyForm,
  type OpenPart,
  type Part,
  type Recognised,
  type StayingPart,
  stays,
  type Unread,
} from "./types";
