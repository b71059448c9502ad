"use client";

import { useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { FileDrop } from "@/components/forms";
import { Button, CodeCard, Disclosure, ProblemNotice } from "@/components/ui";
import { VerdictList } from "@/components/verdicts";
import type { RevocationInspection } from "@/lib/certificates/public";
import { isProblem, type Problem } from "@/lib/problems";
import { SlowReading } from "../reading/slow-reading";
import { useReading } from "../reading/use-reading";
import { downloadText } from "./download";
import type { RoomSetting } from "./setting";

/** The optional revocation list: what leaving it means, and a list judged in this browser, with the import commands. */
export function Revocation({
  setting,
  trustAnchor,
  client,
}: {
  setting: RoomSetting;
  trustAnchor: string;
  client: string;
}) {
  const [text, setText] = useState("");
  const [result, setResult] = useState<RevocationInspection>();
  const [stopped, setStopped] = useState<Problem>();
  const { read, slow, stop } = useReading();
  /** What was said of an earlier list does not stand beside a problem with this one. */
  function refuse(why: Problem | undefined) {
    setStopped(why);
    setResult(undefined);
  }
  async function judge(input: string | Uint8Array) {
    if (input.length === 0) return refuse(undefined);
    const given = await read("recognise", { input });
    if (given === undefined) return;
    if (isProblem(given)) return refuse(given);
    const away = await orLost(import("./put-away"));
    if (isProblem(away)) return refuse(away);
    const { pemOf, putAway } = away;
    const list = pemOf(given, "revocation-list");
    const put = putAway(given, "the revocation list");
    if (put !== undefined || list !== "") setText(list);
    if (put !== undefined && list === "") return refuse(put);
    setStopped(put);
    const request = { input: list === "" ? input : list, trustAnchor, client, now: new Date() };
    const found = await read("inspectRevocationList", request);
    if (found === undefined) return;
    if (isProblem(found)) setStopped(found);
    setResult(isProblem(found) ? undefined : found);
  }
  const refused = result?.verdicts.some(({ status }) => status === "fail") ?? false;
  return (
    <Disclosure summary="Revocation list (optional)">
      <p className="max-w-line">
        Roles Anywhere does not query CRL addresses or OCSP responders. Without an imported list, a
        certificate that you revoked can still sign in until it expires, unless you disable the trust anchor
        or the profile. If you import a list, you have to import every new list as well.
      </p>
      <FileDrop
        name="revocationList"
        label="Revocation list of the CA"
        hint="Checked in this browser; it is not kept in the plan."
        optional
        endings={[".crl", ".pem", ".der", ".txt"]}
        maxBytes={524_288}
        value={text}
        onText={(next) => {
          setText(next);
          void judge(next);
        }}
        onFile={({ bytes }) => {
          setText("");
          void judge(bytes);
        }}
        placeholder="-----BEGIN X509 CRL-----"
      />
      <SlowReading slow={slow} stop={stop} />
      <ProblemNotice problem={stopped ?? result?.problem} />
      {result !== undefined && result.verdicts.length > 0 && (
        <>
          <VerdictList title="The list" level={3} verdicts={result.verdicts} />
          {refused ? (
            <p>Fix what is refused first: the import commands are shown for a list that can be used.</p>
          ) : (
            <>
              <p>
                <Button size="small" onClick={() => result.list && downloadText("crl.pem", result.list.pem)}>
                  Download crl.pem
                </Button>
              </p>
              <CodeCard
                title="Import it"
                what="Imports crl.pem, the list as this page read it, for the trust anchor, and shows how to replace it later. Needs the AWS CLI: the console has no page for it."
                code={setting.importCommands}
                language="bash"
                copyLabel="Copy the import commands"
              />
            </>
          )}
        </>
      )}
    </Disclosure>
  );
}
