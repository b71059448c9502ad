"use client";

import { useState } from "react";
import { orLost } from "@/app/_action/or-lost";
import { FileDrop } from "@/components/forms";
import { Disclosure, ProblemNotice } from "@/components/ui";
import { StatusWord, VerdictList } from "@/components/verdicts";
import type { Renewal as Judged } from "@/lib/certificates/public";
import { isProblem, type Problem } from "@/lib/problems";
import { SlowReading } from "../reading/slow-reading";
import { useReading } from "../reading/use-reading";
import type { RoomSetting } from "./setting";
import type { CertificatesState } from "./state/use-certificates";

/** A certificate that replaces the one of this plan: judged against it, with what is to be done where. */
export function Renewal({
  state,
  previous,
  required,
}: {
  state: CertificatesState;
  previous: string;
  required: RoomSetting["required"];
}) {
  const [text, setText] = useState("");
  const [result, setResult] = useState<Judged>();
  const [stopped, setStopped] = useState<Problem>();
  const { read, slow, stop } = useReading();
  async function judge(input: string | Uint8Array) {
    if (input.length === 0) {
      setStopped(undefined);
      return setResult(undefined);
    }
    const given = await read("recognise", { input });
    if (given === undefined) return;
    if (isProblem(given)) return setStopped(given);
    const away = await orLost(import("./put-away"));
    if (isProblem(away)) return setStopped(away);
    const { pemOf, putAway } = away;
    const next = pemOf(given, "certificate");
    const put = putAway(given, "the new certificate");
    // A box that turned out to hold a secret shows the rest without it; a file shows what was read out of it.
    if (put !== undefined || (typeof input !== "string" && next !== "")) setText(next);
    setStopped(put);
    if (put !== undefined && next === "") return setResult(undefined);
    const trustAnchor = state.boxes.trustAnchorPem;
    const judged = await read("judgeRenewal", {
      previous,
      next: next === "" ? input : next,
      required,
      now: new Date(),
      ...(trustAnchor === "" ? {} : { trustAnchor }),
    });
    if (judged === undefined) return;
    if (isProblem(judged)) setStopped(judged);
    setResult(isProblem(judged) ? undefined : judged);
  }
  return (
    <Disclosure summary="Renew: a certificate that will replace this one">
      <FileDrop
        name="renewedPem"
        label="New client certificate"
        hint="Compared in this browser with the one above. The plan stays as it is until you enter the new one above."
        optional
        endings={[".pem", ".crt", ".cer", ".der", ".p7b", ".txt"]}
        value={text}
        onText={(next) => {
          setText(next);
          void judge(next);
        }}
        onFile={({ bytes }) => {
          setText("");
          void judge(bytes);
        }}
        placeholder="-----BEGIN CERTIFICATE-----"
      />
      <SlowReading slow={slow} stop={stop} />
      <ProblemNotice problem={stopped ?? result?.problem} />
      {result !== undefined && result.steps.length > 0 && (
        <>
          <p>
            <StatusWord
              status={result.accepted ? "pass" : "fail"}
              words={result.accepted ? "It can replace the old one" : "It cannot replace the old one yet"}
              filled
            />
          </p>
          <section className="flex flex-col gap-2">
            <h3 className="font-medium">What to do</h3>
            <ol className="list-decimal pl-5">
              {result.steps.map(({ where, text: words }) => (
                <li key={words} className="max-w-line">
                  <strong className="font-medium">{where}:</strong> {words}
                </li>
              ))}
            </ol>
          </section>
          <VerdictList
            title="The renewal"
            level={3}
            verdicts={result.verdicts.filter(
              ({ id, status }) => id.startsWith("renewal.") || status === "fail" || status === "unknown",
            )}
          />
        </>
      )}
    </Disclosure>
  );
}
