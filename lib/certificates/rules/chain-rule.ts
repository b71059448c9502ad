import type { Source } from "@/lib/verdict";
import type { Chain } from "../path/chain";
import type { SignatureState } from "../path/signature";
import type { ReadCertificate } from "../read/facts";
import { shown } from "../read/names";
import type { Judgement } from "./rule";

/** What a rule about several certificates looks at. */
export interface ChainSubject {
  as: "client" | "anchor";
  now: Date;
  leaf: ReadCertificate;
  /** The anchors that were given; for `as: "anchor"` the bundle itself. */
  anchors: readonly ReadCertificate[];
  /** The path of the client certificate; undefined where no trust anchor was given and nothing issued it. */
  chain?: Chain | undefined;
  /** For `as: "anchor"`: whether a self-issued certificate is signed by its own key. */
  selfSignatures: readonly (SignatureState | undefined)[];
  /** Certificates that could have been meant as the client's, beside the one that was judged. */
  rivals: readonly ReadCertificate[];
}

export interface ChainRule {
  id: string;
  title: string;
  scope: "client" | "anchor";
  part: string;
  expected: string;
  why: string;
  source: Source;
  judge: (subject: ChainSubject) => Judgement;
}

export const noAnchor: Judgement = {
  status: "not-applicable",
  found: "No CA certificate was given to compare with.",
};
export const noChain: Judgement = { status: "not-applicable", found: "There is no path to check." };

export const named = ({ facts }: ReadCertificate) => shown(facts.subject.text || "(empty subject)", 120);
export const issuersOf = (chain: Chain) =>
  chain.anchor === undefined ? chain.path.slice(1) : [...chain.path.slice(1), chain.anchor];
