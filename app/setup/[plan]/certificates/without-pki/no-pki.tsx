"use client";

import { Disclosure } from "@/components/ui";
import type { RoomSetting } from "../setting";
import type { CertificatesState } from "../state/use-certificates";
import { PilotWay } from "./pilot-way";
import { RequestWay } from "./request-way";

/** Three ways to a certificate for those who have none, with what each costs and who must trust it. */
export function NoPki({ state, setting }: { state: CertificatesState; setting: RoomSetting }) {
  return (
    <Disclosure summary="No certificate yet? Ways to get one">
      <div className="grid gap-4 lg:grid-cols-2">
        <Way
          title="Ask your PKI team"
          cost="Costs nothing but their time."
          trust="Everyone who trusts your company's CA. Suitable for production."
        >
          <RequestWay name={setting.connectionName} onKey={(pem) => state.key.type(pem)} />
        </Way>
        <Way
          title="A pilot PKI, created here"
          cost="Costs nothing."
          trust="Only this AWS account, through the anchor that you register. For a pilot of a few days: it cannot be renewed."
        >
          <PilotWay state={state} name={setting.connectionName} />
        </Way>
        <Way
          title="AWS Private CA"
          cost="AWS bills each private CA by the month (less in short-lived mode) and each certificate."
          trust="Your AWS account. No PKI to run yourself."
        >
          <p className="text-sm">Choose “AWS Private CA” above: its commands appear there.</p>
        </Way>
      </div>
    </Disclosure>
  );
}

function Way({
  title,
  cost,
  trust,
  children,
}: {
  title: string;
  cost: string;
  trust: string;
  children: React.ReactNode;
}) {
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-4">
      <h3 className="font-medium">{title}</h3>
      <dl className="text-sm text-ink-soft">
        <dt className="sr-only">Cost</dt>
        <dd>{cost}</dd>
        <dt className="inline font-medium">Who must trust it: </dt>
        <dd className="inline">{trust}</dd>
      </dl>
      {children}
    </section>
  );
}
