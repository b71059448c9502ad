/** What is made in AWS for a plan: the blueprint, the scripts, the console walk, and the result that comes back. */
export {
  type Blueprint,
  blueprint,
  MADE_BY_TAG,
  type RolesAnywhereBlueprint,
  type UserBlueprint,
  userNameOf,
} from "./blueprint";
export { identityConsoleWalk } from "./console-walk";
export { identityFormats } from "./formats";
export { holdsResultBlock, type ResultBlock, readResultBlock } from "./result-block";
export { limitsChecksum, simulatorLines } from "./script-values";
export { accessKeyScript, policyScript, rolesAnywhereScript, undoScript } from "./scripts";
export { roleAdmits, type Tie, type TieGap, tagWords, tieOf, tieWords } from "./tie";
