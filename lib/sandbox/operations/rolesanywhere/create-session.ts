import type { Surroundings } from "../../dispatch";
import type { WireAnswer } from "../../protocols/protocol";
import { Refusal } from "../../refusal";
import type { WireRequest } from "../../sigv4";

export function createSession(_request: WireRequest, _surroundings: Surroundings): WireAnswer {
  throw new Refusal("AccessDeniedException", "Not yet", 403);
}
