"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { useAction } from "@/app/_action/use-action";
import { SelectField } from "@/components/forms";
import { Button, ConfirmButton, LiveRegion, Moment, ProblemNotice } from "@/components/ui";
import type { ActionResult } from "@/lib/server/result";

export interface KeptLink {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

type Days = 1 | 7 | 30 | 90;
const lifetimes: readonly { value: string; days: Days; label: string }[] = [
  { value: "1", days: 1, label: "1 day" },
  { value: "7", days: 7, label: "7 days" },
  { value: "30", days: 30, label: "30 days" },
  { value: "90", days: 90, label: "90 days" },
];

export interface LinkKeeperProps {
  /** What the link is, in the words of the buttons: "invitation link", "checklist link". */
  what: string;
  initial: readonly KeptLink[];
  create: (input: { days: Days }) => Promise<ActionResult<{ path: string; link: KeptLink }>>;
  revoke: (input: { id: string }) => Promise<ActionResult<readonly KeptLink[]>>;
  /** What is lost when a link is withdrawn. */
  onceWithdrawn: string;
  /** The one primary act of its page? */
  primary?: boolean | undefined;
}

/** Makes links that expire and can be withdrawn. A link's address is shown once: only its hash is kept. */
export function LinkKeeper({
  what,
  initial,
  create,
  revoke,
  onceWithdrawn,
  primary = false,
}: LinkKeeperProps) {
  const [links, setLinks] = useState(initial);
  const [days, setDays] = useState("7");
  const [made, setMade] = useState<string>();
  const { pending, problem, run } = useAction();
  const [said, setSaid] = useState("");
  const lifetime = lifetimes.find((entry) => entry.value === days) ?? lifetimes[1];
  const make = () =>
    run(
      () => create({ days: lifetime?.days ?? 7 }),
      ({ path, link }) => {
        setMade(`${window.location.origin}${path}`);
        setLinks((before) => [link, ...before]);
        setSaid(`The ${what} has been created.`);
      },
    );
  return (
    <div className="flex max-w-read flex-col gap-5">
      <div className="flex flex-wrap items-end gap-4">
        <SelectField
          name={`${what.replace(/\W+/g, "-")}-days`}
          label="It expires after"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={lifetimes}
          className="w-32"
        />
        <Button
          variant={primary ? "primary" : "secondary"}
          pending={pending}
          pendingLabel="Making…"
          onClick={() => void make()}
        >
          Make {/^[aeiou]/.test(what) ? "an" : "a"} {what}
        </Button>
      </div>
      <ProblemNotice problem={problem} />
      {made !== undefined && <NewLink what={what} address={made} say={setSaid} />}
      <LiveRegion message={said} />
      {links.length > 0 && (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {links.map((link) => (
            <LinkRow
              key={link.id}
              what={what}
              link={link}
              onceWithdrawn={onceWithdrawn}
              revoke={revoke}
              onWithdrawn={(left) => {
                setLinks(left);
                setSaid(`The ${what} has been withdrawn.`);
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function NewLink({ what, address, say }: { what: string; address: string; say: (words: string) => void }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      say("Copied.");
    } catch {
      say("Copying was refused by the browser: select the address and copy it.");
    }
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-surface px-4 py-3">
      <p className="text-sm text-ink-soft">
        The address is shown only once: this site keeps only a hash of it.
      </p>
      <a className="link ident self-start" href={address} target="_blank" rel="noreferrer">
        {address}
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
      <div>
        <Button size="small" icon={<Copy aria-hidden className="size-4" />} onClick={() => void copy()}>
          Copy the {what}
        </Button>
      </div>
    </div>
  );
}

interface LinkRowProps extends Pick<LinkKeeperProps, "what" | "onceWithdrawn" | "revoke"> {
  link: KeptLink;
  onWithdrawn: (links: readonly KeptLink[]) => void;
}

function LinkRow({ what, link, onceWithdrawn, revoke, onWithdrawn }: LinkRowProps) {
  const { problem, run } = useAction();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2.5">
      <p className="text-sm">
        Made <Moment at={link.createdAt} />,{" "}
        {link.revokedAt === null ? (
          <>
            expires <Moment at={link.expiresAt} />
          </>
        ) : (
          <>
            withdrawn <Moment at={link.revokedAt} />
          </>
        )}
      </p>
      {link.revokedAt === null && (
        <ConfirmButton
          label="Withdraw"
          accessibleLabel={`Withdraw the ${what} made ${link.createdAt.toISOString().slice(0, 16)}`}
          title={`Withdraw this ${what}?`}
          confirmLabel="Withdraw"
          size="small"
          onConfirm={() => run(() => revoke({ id: link.id }), onWithdrawn)}
        >
          {onceWithdrawn}
        </ConfirmButton>
      )}
      <ProblemNotice problem={problem} />
    </li>
  );
}
