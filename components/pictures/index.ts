/** The drawings, each with a text twin: the trust drawing and the map of permissions. */
export { PermissionMap, type PermissionMapProps } from "./permission-map";
export { TrustDrawing, type TrustDrawingProps } from "./trust-drawing";
export type { TrustPart, TrustState } from "./trust-looks";
