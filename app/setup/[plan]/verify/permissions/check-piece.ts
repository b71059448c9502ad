import type { Verdict } from "@/lib/verdict";

/** What a check of the connection says, piece by piece, as each is known. */
export type CheckPiece =
  /** The browser signed with a clock that is off: nothing was sent. It signs again by this time. */
  | { is: "clock"; now: Date }
  /** A rehearsal's pretend account was gone and had to be made again. */
  | { is: "world-made" }
  /** `inside`: permissions follow. `again`: worth another try without a change, since a new role or key takes some seconds to be known. */
  | { is: "signed-in"; verdicts: Verdict[]; inside: boolean; again: boolean }
  | { is: "permission"; verdict: Verdict }
  | { is: "regions"; verdict: Verdict };
