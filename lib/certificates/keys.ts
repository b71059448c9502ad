/**
 * The face of this room that touches private keys. For the browser and for tests: no server action and no route may
 * import it. Everything here works in the page's memory; nothing is sent, stored or logged.
 */
export { judgeKeyForm } from "./key-form";
export { type KeyRequest, matchPrivateKey } from "./key-match";
export { type PrivateKey, readPrivateKey, toPlatformPem } from "./key-read";
export { makePilotPki, type PilotPki, type PilotRequest } from "./pilot";
export { makeRequest, type RequestForCertificate } from "./request";
export { type PileFile, type SortedItem, type SortedPile, sortPile } from "./sort";
