"use client";

import type { StepLink } from "@/app/setup/steps";
import { FileDrop, RadioCards } from "@/components/forms";
import { LiveRegion, Note } from "@/components/ui";
import { given } from "@/lib/given";
import type { PlanDocument, World } from "@/lib/plan";
import { IssuerAnchor } from "../issuer-anchor";
import { SlowReading } from "../reading/slow-reading";
import { StepForm } from "../step-form";
import { Judged } from "./judged";
import { KeyBox } from "./key-box";
import { PileDrop } from "./pile-drop";
import { Renewal } from "./renewal";
import { Revocation } from "./revocation";
import { certificateEndings, type JudgedProps, type RoomSetting } from "./setting";
import { useCertificates } from "./state/use-certificates";
import { Swapped } from "./swapped";
import { NoPki } from "./without-pki/no-pki";
import { PilotOffer } from "./without-pki/pilot-offer";
import { PrivateCa } from "./without-pki/private-ca";

/** Which certificates, judged rule by rule, and the key that belongs to them. */
export function CertificatesRoom(props: {
  planId: string;
  world: World;
  initial: PlanDocument["certificates"];
  setting: RoomSetting;
  judged: JudgedProps;
  back?: StepLink | undefined;
  next?: StepLink | undefined;
}) {
  const { planId, world, initial, setting, judged, back, next } = props;
  const state = useCertificates(planId, initial, judged.keyVerdicts.length > 0);
  const { boxes, authority, problems, open } = state;
  const errors = new Map(open.map(({ field, sentence }) => [field, sentence]));
  const own = authority === "own";
  const error = (name: "trustAnchorPem" | "clientPem") => {
    const found = problems[name];
    return found === undefined ? errors.get(name) : `${found.title}. ${found.sentence} ${found.remedy}`;
  };
  const offerFirst = world === "sandbox" && boxes.clientPem === "";
  return (
    <StepForm
      open={open}
      problem={problems.pile}
      conflicts={[state.conflict]}
      saveNow={state.saveNow}
      {...given({ back, next })}
    >
      <div className="flex max-w-read flex-col gap-8">
        {world === "sandbox" && <PilotOffer state={state} name={setting.connectionName} first={offerFirst} />}
        <RadioCards
          name="authority"
          legend="Which CA issues the client certificate?"
          value={authority}
          onValue={(value) => void state.setAuthority(value === "private-ca" ? "private-ca" : "own")}
          columns={2}
          options={[
            { value: "own", title: "Our own CA", description: "Its certificate becomes the trust anchor." },
            {
              value: "private-ca",
              title: "AWS Private CA",
              description: setting.privateCaOffered
                ? "A private CA in the same account becomes the trust anchor."
                : `Not offered as a trust anchor in ${setting.partitionTitle}.`,
              disabled: !setting.privateCaOffered,
            },
          ]}
        />
        {!own && (
          <PrivateCa planId={planId} setting={setting} initial={initial} error={errors.get("privateCaArn")} />
        )}
        <PileDrop state={state} />
        <SlowReading {...state.reading} />
        <FileDrop
          name="trustAnchorPem"
          label={own ? "CA certificate" : "CA certificate of the private CA"}
          hint={
            own
              ? "The certificate of the CA that issued the client certificate: root or intermediate. The intermediate is the better anchor, since CipherTrust's connection carries no chain."
              : "AWS does not need it; if you give it, the chain is checked here too."
          }
          optional={!own}
          error={error("trustAnchorPem")}
          endings={certificateEndings}
          value={boxes.trustAnchorPem}
          onText={(text) => state.type("trustAnchorPem", text)}
          onFile={({ bytes, name = "The file" }) =>
            void state.give([{ name, content: bytes }], "trustAnchorPem")
          }
          placeholder="-----BEGIN CERTIFICATE-----"
        />
        <FileDrop
          name="clientPem"
          label="Client certificate"
          hint="The certificate that CipherTrust signs in with; its intermediates may follow. No private key here: it has its own box."
          error={error("clientPem")}
          endings={certificateEndings}
          value={boxes.clientPem}
          onText={(text) => state.type("clientPem", text)}
          onFile={({ bytes, name = "The file" }) => void state.give([{ name, content: bytes }], "clientPem")}
          placeholder="-----BEGIN CERTIFICATE-----"
        />
        {!judged.stale && <Swapped verdicts={judged.verdicts} state={state} />}
        <KeyBox
          state={state}
          matched={
            !judged.keyStale &&
            judged.keyVerdicts.some(({ id, status }) => id === "private-key.match" && status === "pass")
          }
        />
        {world === "aws" && boxes.clientPem === "" && <NoPki state={state} setting={setting} />}
      </div>
      <LiveRegion message={state.busy ? "Checking…" : ""} />
      {initial.pilot && (
        <Note tone="warn" title="Pilot certificates">
          They were made in this browser. The CA's key was discarded, so no other certificate can be issued
          under it and this one cannot be renewed. For production, use certificates from your own PKI.
        </Note>
      )}
      {initial.chainPem !== "" && (
        <IssuerAnchor planId={planId} onDone={state.anchored}>
          There are intermediates between this client certificate and the CA certificate, and CipherTrust’s
          connection has a field for one certificate. With the CA that issued it as the trust anchor, the
          client certificate alone is enough.
        </IssuerAnchor>
      )}
      <Judged {...judged} connectionName={setting.connectionName} />
      <div className="flex max-w-read flex-col gap-3">
        {initial.clientPem !== "" && (
          <Renewal state={state} previous={initial.clientPem} required={setting.required} />
        )}
        <Revocation setting={setting} trustAnchor={boxes.trustAnchorPem} client={boxes.clientPem} />
      </div>
    </StepForm>
  );
}
