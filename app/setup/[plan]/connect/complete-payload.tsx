"use client";

import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { usePlanSecrets } from "@/app/setup/[plan]/secrets";
import { Button, Note } from "@/components/ui";
import { connectionPayload, payloadNotes, payloadText } from "@/lib/exports";
import { type PlanDocument, usesCertificate, type World } from "@/lib/plan";
import { AccessKeyBox } from "../access-key-box";
import { PrivateKeyBox } from "../private-key-box";
import { WHY_AGAIN } from "../why-again";

interface CompletePayloadProps {
  planId: string;
  world: World;
  document: PlanDocument;
  /** False while answers other than secrets are missing. */
  complete: boolean;
}

/**
 * The payload with its secret, put together in this browser out of the page's memory. It is never shown, and no
 * request of ours ever holds it.
 */
export function CompletePayload({ planId, world, document, complete }: CompletePayloadProps) {
  const { secrets, forget } = usePlanSecrets(planId);
  const [said, setSaid] = useState("");
  const byCertificate = usesCertificate(document);
  const secret = byCertificate ? "private key" : "secret access key";
  const held = byCertificate ? secrets.privateKey !== undefined : secrets.accessKey !== undefined;
  const notes = payloadNotes(document, secrets);
  const make = () => payloadText(connectionPayload(document, secrets));

  function download() {
    const url = URL.createObjectURL(new Blob([make()], { type: "application/json;charset=utf-8" }));
    const link = window.document.createElement("a");
    link.href = url;
    link.download = "connection-payload.SECRET.json";
    link.click();
    URL.revokeObjectURL(url);
    setSaid(`Downloaded. The file holds the ${secret}: delete it once the connection is made.`);
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(make());
      setSaid(`Copied. The clipboard now holds the ${secret}.`);
    } catch {
      setSaid("The browser refused to copy: download the file instead.");
    }
  }

  return (
    <section className="flex max-w-read flex-col gap-4" aria-labelledby="complete-payload">
      <h2 id="complete-payload" className="text-lg font-semibold">
        Complete payload
      </h2>
      <p className="max-w-line text-ink-soft">
        The same with the {secret} in it, ready to send. It is assembled in this browser: the {secret} is not
        sent to this wizard's server, and nothing of it is stored.
      </p>
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {held ? (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="primary" onClick={download} icon={<Download aria-hidden className="size-4" />}>
              Download the complete payload (contains the {secret})
            </Button>
            <Button onClick={() => void copy()} icon={<Copy aria-hidden className="size-4" />}>
              Copy it (contains the {secret})
            </Button>
            <Button
              variant="quiet"
              onClick={() => {
                forget();
                setSaid("Forgotten. This page no longer holds a secret.");
              }}
            >
              Forget the {secret}
            </Button>
          </div>
          {!complete && (
            <p className="text-sm text-warn">It still holds placeholders for the answers named at the top.</p>
          )}
        </>
      ) : (
        <>
          <p className="max-w-line">
            The {secret} is needed once more. {WHY_AGAIN}
          </p>
          {byCertificate ? (
            <PrivateKeyBox planId={planId} clientPem={document.certificates.clientPem} />
          ) : (
            <AccessKeyBox planId={planId} world={world} />
          )}
        </>
      )}
      <p role="status" className="min-h-6 text-sm font-medium">
        {said}
      </p>
    </section>
  );
}
