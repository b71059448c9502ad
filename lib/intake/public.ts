/**
 * The face of this room for everybody, servers included: it notices secrets and takes what this room wrote, and hands
 * out nothing of a key.
 */
export { certificatesPem, requestPem, revocationListPem } from "./schemas";
export { sightSecret } from "./sight";
