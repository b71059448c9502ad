"use client";

import { LinkButton, Note } from "@/components/ui";
import { CHAIN_ONLY } from "@/lib/roles-anywhere";
import type { Verdict } from "@/lib/verdict";
import { IssuerAnchor } from "../../issuer-anchor";
import type { SessionRequestParts } from "./make-proof";

/** Whether a sign-in was refused for the client certificate alone, and accepted with its intermediates. */
export function passesByChainOnly(signIn: readonly Verdict[]): boolean {
  return signIn.some(({ evidence }) => evidence.reason === CHAIN_ONLY);
}

/** After a sign-in that only the chain made possible: the press that mends it, then what is still to be done in AWS. */
export function ChainNote({
  planId,
  signIn,
  parts,
  identityHref,
}: {
  planId: string;
  signIn: readonly Verdict[];
  parts: SessionRequestParts | undefined;
  identityHref: string;
}) {
  if (parts === undefined || !passesByChainOnly(signIn)) return null;
  if (parts.chain !== "")
    return (
      <IssuerAnchor planId={planId}>
        The trust anchor accepts the client certificate only together with its intermediates, and
        CipherTrust’s connection has a field for one certificate. With the CA that issued it as the trust
        anchor, the client certificate alone is enough.
      </IssuerAnchor>
    );
  return (
    <Note
      title="The plan now uses the issuing CA as its trust anchor"
      action={
        <LinkButton href={identityHref} size="small">
          Create the identity
        </LinkButton>
      }
    >
      The trust anchor in AWS still has the CA certificate from before. Create the identity again, which
      updates it, then check the connection.
    </Note>
  );
}
