import {
  Anchor,
  BadgeCheck,
  Circle,
  FileBadge,
  HardHat,
  IdCard,
  KeyRound,
  KeySquare,
  type LucideIcon,
  ScrollText,
  Timer,
  UserRound,
} from "lucide-react";

/** proven: shown by a check; unproven: given, not checked; broken: a check failed; waiting: not there yet. */
export type TrustState = "proven" | "unproven" | "broken" | "waiting";

export const trustLooks: Record<TrustState, { word: string; ink: string; node: string; glyph: string }> = {
  proven: { word: "Proven", ink: "text-pass", node: "fill-pass-soft stroke-pass", glyph: "text-pass" },
  unproven: {
    word: "Not proven yet",
    ink: "text-ink",
    node: "fill-surface stroke-line-strong",
    glyph: "text-ink",
  },
  broken: { word: "Breaks here", ink: "text-fail", node: "fill-fail-soft stroke-fail", glyph: "text-fail" },
  waiting: {
    word: "Waiting",
    ink: "text-ink-soft",
    node: "fill-canvas stroke-line-strong [stroke-dasharray:4_4]",
    glyph: "text-ink-soft",
  },
};

export const trustIcons: Record<string, LucideIcon> = {
  certificate: FileBadge,
  anchor: Anchor,
  profile: IdCard,
  role: HardHat,
  session: Timer,
  kms: KeyRound,
  user: UserRound,
  "access-key": KeySquare,
  policy: ScrollText,
  permissions: BadgeCheck,
};
export const otherIcon: LucideIcon = Circle;

/** What one part is to the next, written on the wire between them. */
export const trustWires: Record<string, string> = {
  "certificate anchor": "issued by",
  "anchor profile": "admits",
  "profile role": "lists",
  "role session": "opens",
  "session kms": "calls",
  "user access-key": "holds",
  "access-key session": "signs",
  "access-key kms": "signs",
};

export interface TrustPart {
  /** certificate, anchor, profile, role, session, kms; user, access-key and policy for the other way of signing in. */
  id: string;
  label: string;
  state: TrustState;
  /** One short fact: a common name, the end of an ARN, "until 14:20 UTC". */
  fact?: string | undefined;
}
