import type { Operation } from "../../operation";

export const rolesAnywhereOperations: readonly Operation[] = [];
