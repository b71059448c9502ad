import { Mono } from "@/components/ui";
import { type Blueprint, tieWords } from "@/lib/exports";

/** What the script makes, before the script: names, and what each is for. */
export function WhatIsMade({ blueprint }: { blueprint: Blueprint }) {
  return (
    <section aria-labelledby="what-is-made" className="flex flex-col gap-3">
      <h2 id="what-is-made" className="text-lg font-semibold">
        What this creates
      </h2>
      <p className="max-w-line">
        In account <Mono text={blueprint.accountId} />, region {blueprint.region}. Nothing else is touched,
        and the undo script removes it again.
      </p>
      <dl className="max-w-wide overflow-hidden rounded-lg border border-line bg-surface">
        {rowsOf(blueprint).map(({ what, name, about }) => (
          <div
            key={what}
            className="grid gap-x-4 gap-y-0.5 border-line px-4 py-2.5 not-first:border-t sm:grid-cols-[9rem_1fr]"
          >
            <dt className="font-medium">{what}</dt>
            <dd className="min-w-0">
              <Mono text={name} />
              <p className="text-sm text-ink-soft">{about}</p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function rowsOf({ policy, identity, actions }: Blueprint) {
  const policyRow = policy.own
    ? {
        what: "Policy",
        name: policy.own.name,
        about: `Allows the ${actions.length} actions chosen in the step “Compose the policy”.`,
      }
    : {
        what: "Policy",
        name: policy.arn,
        about: "Created by another team: it is attached and never changed.",
      };
  if (identity.kind === "access-key") {
    const { name, exists } = identity.user;
    return [
      policyRow,
      {
        what: "IAM user",
        name,
        about: exists
          ? "Already exists: the policy is attached, nothing else about the user changes."
          : "Has this policy and no console password.",
      },
      {
        what: "Access key",
        name: `${name}-access-key.csv`,
        about: exists
          ? "Only if requested (--new-key) when the user already has one. Its secret goes into this file, which only you can read."
          : "One key. Its secret goes into this file in your current folder, which only you can read.",
      },
    ];
  }
  const { trustAnchor, role, tie, profile } = identity;
  const required = tieWords(tie.required);
  return [
    policyRow,
    {
      what: "Trust anchor",
      name: trustAnchor.name,
      about:
        trustAnchor.source.sourceType === "CERTIFICATE_BUNDLE"
          ? "Holds your CA certificate: certificates that it issued can sign in. With the first trust anchor in an account, AWS adds its own service-linked role for metrics."
          : `Refers to the private CA ${trustAnchor.source.sourceData.acmPcaArn}.`,
    },
    {
      what: "Role",
      name: role.name,
      about:
        required === ""
          ? "Has the policy. Any certificate of this trust anchor can assume it."
          : `Has the policy. Only certificates of this trust anchor with ${required} can assume it.`,
    },
    {
      what: "Profile",
      name: profile.name,
      about: "Names the role that can be assumed. It adds no other limits.",
    },
  ];
}
