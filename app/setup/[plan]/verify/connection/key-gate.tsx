"use client";

import { Button, Note } from "@/components/ui";
import type { World } from "@/lib/plan";
import { AccessKeyBox } from "../../access-key-box";
import { PrivateKeyBox } from "../../private-key-box";
import { usePlanSecrets } from "../../secrets";
import { WHY_AGAIN } from "../../why-again";
import { RehearsalKey } from "./rehearsal-key";

interface Props {
  planId: string;
  world: World;
  /** The client certificate; undefined when the connection signs in with an access key. */
  certificate: string | undefined;
}

/** Asks for the secret that the check needs, and says why it is asked again: it was kept nowhere. */
export function KeyGate({ planId, world, certificate }: Props) {
  const { secrets, setSecrets } = usePlanSecrets(planId);
  if (certificate === undefined)
    return secrets.accessKey ? (
      <Held
        what={`The access key ${secrets.accessKey.accessKeyId} is in this page’s memory.`}
        onForget={() => setSecrets({ accessKey: undefined })}
      />
    ) : (
      <>
        {world === "sandbox" && (
          <RehearsalKey planId={planId} onGiven={(accessKey) => setSecrets({ accessKey })} />
        )}
        <section className="flex max-w-read flex-col gap-4">
          <Note title="The access key is needed to sign in">
            {WHY_AGAIN} It is sent in the body of this check's requests, and the server forgets it after each
            one.
            {world === "sandbox" && " A rehearsal accepts only the key of its own pretend account."}
          </Note>
          <AccessKeyBox planId={planId} world={world} />
        </section>
      </>
    );
  return secrets.privateKey ? (
    <Held
      what="The private key is in this page’s memory. It signs the request in this browser and is not sent."
      onForget={() => setSecrets({ privateKey: undefined })}
    />
  ) : (
    <section className="flex max-w-read flex-col gap-4">
      <Note title="The private key is needed to sign in">
        {WHY_AGAIN} It signs the request in this browser and is never sent.
        {world === "sandbox" &&
          " The key of a sample certificate is lost when its page is closed: make a new sample in the step “Check the certificates”, then create the identity again."}
      </Note>
      <PrivateKeyBox planId={planId} clientPem={certificate} />
    </section>
  );
}

function Held({ what, onForget }: { what: string; onForget: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="max-w-line">{what}</p>
      <Button size="small" onClick={onForget}>
        Forget it
      </Button>
    </div>
  );
}
