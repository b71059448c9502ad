import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TopBar } from "@/components/frame/top-bar";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { currentVisitor, openInvitation } from "@/lib/server";
import { getStore } from "@/lib/store";
import { JoinButton } from "./join-button";

export const metadata: Metadata = { title: "Invitation", robots: { index: false, follow: false } };

/** An invitation to work on a plan. Opening it changes nothing: the button joins. */
export default async function Invitation({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await openInvitation(token);
  if (invitation === undefined) notFound();
  const { plan, expiresAt } = invitation;
  const visitor = await currentVisitor();
  const joined =
    visitor !== undefined && (await (await getStore()).plans.find(visitor, plan.id)) !== undefined;
  const { connectionName, accountId } = plan.document.start;
  const name = connectionName || "Unnamed plan";
  return (
    <>
      <TopBar plan={{ name, world: plan.world }} />
      <main
        id="main"
        className="mx-auto flex w-full max-w-read flex-col items-start gap-4 px-4 py-12 sm:px-6"
      >
        <h1 className="text-xl font-semibold tracking-tight break-words">Work on “{name}” together</h1>
        <p className="max-w-line">
          You are invited to work on a plan in this wizard. It connects{" "}
          {plan.world === "sandbox" ? "a pretend account of the sandbox" : "an AWS account"}
          {accountId !== "" && (
            <>
              {" "}
              (<span className="ident">{accountId}</span>)
            </>
          )}{" "}
          to CipherTrust Cloud Key Manager.
        </p>
        <ul className="flex max-w-line list-disc flex-col gap-1 pl-5">
          <li>
            After joining, this browser can read and change every answer of the plan, and repeat its checks.
          </li>
          <li>
            A plan holds no private key, secret or credential: you cannot see any, and you need none to join.
          </li>
          <li>No account is needed. This browser remembers the plan with a cookie.</li>
        </ul>
        {joined ? (
          <>
            <p>This browser has already joined the plan.</p>
            <LinkButton href={`/setup/${plan.id}`} variant="primary">
              Open the plan
            </LinkButton>
          </>
        ) : (
          <JoinButton token={token} />
        )}
        <p className="text-sm text-ink-soft">
          The invitation is valid until <Moment at={expiresAt} />, unless it is withdrawn earlier.
        </p>
      </main>
    </>
  );
}
