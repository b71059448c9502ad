/** How a verdict looks, everywhere: its word, its row, its details, and the rows of permissions. */
export { type PermissionState, permissionCountWords } from "./permission-cell";
export { PermissionMatrix, type PermissionMatrixProps } from "./permission-matrix";
export { type MatrixColumn, type PermissionRowData, permissionAnchor } from "./permission-row";
export { RESULT_LINE, ResultLine, type ResultLineProps } from "./result-line";
export { StatusWord, type StatusWordProps } from "./status";
export { VerdictRow, type VerdictRowProps } from "./verdict";
export { VerdictDetails, type VerdictDetailsProps } from "./verdict-details";
export { type VerdictGroup, VerdictList, type VerdictListProps, VerdictSummary } from "./verdict-list";
