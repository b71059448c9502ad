/**
 * The face of this room for servers and actions: certificates only. Nothing that is reached from here touches a
 * private key, but to notice that one is there. Keys are in `keys.ts`, for the browser.
 */

export { type Expiry, expiryCalendar } from "./calendar";
export { privateCaCommands } from "./commands";
export {
  type InspectedCertificate,
  type Inspection,
  type InspectRequest,
  inspectCertificates,
} from "./inspect";
export { isKeyClaim, type KeyClaim, keyClaims, keyVerdict } from "./key-words";
export { keyWords } from "./read/algorithms";
export type { CertificateFacts } from "./read/facts";
export { isKnownDer, kindOfDer, outlineOfDer, rewritePem } from "./read/kind";
export { shown } from "./read/names";
export { holdsPrivateKey } from "./read/pieces";
export { judgeRenewal, type Renewal } from "./renewal";
export { importCommands } from "./revocation/import";
export { inspectRevocationList, type RevocationInspection } from "./revocation/inspect";
export type { RevocationFacts } from "./revocation/rules";
