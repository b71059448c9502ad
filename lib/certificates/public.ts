/**
 * The face of this room for servers and actions: certificates only. Nothing that is reached from here touches a
 * private key, but to notice that one is there. Keys are in `keys.ts`, for the browser.
 */
export { keyWords } from "./algorithms";
export { type Expiry, expiryCalendar } from "./calendar";
export { privateCaCommands } from "./commands";
export type { CertificateFacts } from "./facts";
export {
  type InspectedCertificate,
  type Inspection,
  type InspectRequest,
  inspectCertificates,
} from "./inspect";
export { shown } from "./names";
export { holdsPrivateKey } from "./pieces";
export { judgeRenewal, type Renewal } from "./renewal";
export { inspectRevocationList, type RevocationFacts, type RevocationInspection } from "./revocation";
export { importCommands } from "./rules/revocation";
