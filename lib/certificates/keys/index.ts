/**
 * The face of this room that touches private keys. For the browser and for tests: no server action and no route may
 * import it. Everything here works in the page's memory; nothing is sent, stored or logged.
 */

export { keyClaims } from "../key-words";
export { makePilotPki, type PilotPki, type PilotRequest } from "../pilot";
export { armoured, type PileFile, type SortedItem, type SortedPile, sortPile } from "../read/sort";
export { makeRequest, type RequestForCertificate } from "../request";
export { judgeKeyForm } from "./form";
export { type KeyRequest, matchPrivateKey } from "./match";
export { openPkcs12, type Piece, piecesOfBlock, readPieces, toPem } from "./pieces";
export { type PrivateKey, readPrivateKey, toPlatformPem } from "./read";
