import { algorithmRules } from "./algorithm";
import { anchorRules } from "./anchor";
import type { ChainRule } from "./chain-rule";
import { dateRules } from "./dates";
import { issuedRules } from "./issued";
import { limitRules } from "./limits";
import { nameRules } from "./names";
import { pathRules } from "./path";
import type { Rule } from "./rule";
import { shapeRules } from "./shape";
import { tagRules } from "./tags";
import { usageRules } from "./usage";

/** Every rule about one certificate, in the order in which a reader mends them. */
export const certificateRules: readonly Rule[] = [
  ...shapeRules,
  ...usageRules,
  ...algorithmRules,
  ...dateRules,
  ...nameRules,
  ...tagRules,
  ...limitRules,
];

/** Every rule about several certificates together. */
export const chainRules: readonly ChainRule[] = [...issuedRules, ...pathRules, ...anchorRules];

export type { Rule } from "./rule";
