import type { Surroundings } from "../../operation";
import { decide, list, parsePolicy } from "../../policy";
import type { WireAnswer } from "../../protocols/protocol";
import { issueSession } from "../../session";
import type { WireRequest } from "../../sigv4";
import type { Profile, Role, TrustAnchor, WorldState } from "../../state";
import { managedDocument } from "../../world";
import { type Certificate, readPem, readRevoked } from "../../x509/certificate";
import { chainsTo, leafComplaint } from "../../x509/chain";
import { defaultSessionName, sessionTags, sourceIdentity } from "./attributes";
import { readInput, refused, type SessionInput, verifySigner } from "./session-request";

/**
 * POST /sessions, judged in the order that refusals of the real service show: signature, certificate, trust anchor,
 * revocation, profile, role, and then what STS says.
 */
export function createSession(request: WireRequest, surroundings: Surroundings): WireAnswer {
  const { now, serverSecret, requestId } = surroundings;
  const { leaf, intermediates, region } = verifySigner(request, now);
  const input = readInput(request);
  const complaint = leafComplaint(leaf);
  if (complaint) throw refused(complaint);

  const world = surroundings.findWorld(input.trustAnchorArn.split(":")[4] ?? "");
  const anchor = world?.rolesAnywhere.trustAnchors[input.trustAnchorArn];
  if (!world || !anchor || input.trustAnchorArn.split(":")[3] !== region) {
    throw refused("Specified Trust Anchor wasn't found.");
  }
  if (!anchor.enabled) throw refused("Trust anchor is disabled");
  checkChain(world, anchor, leaf, intermediates, now);

  const profile = requireProfile(world, input, region);
  const role = requireRole(world, input);
  const duration = Math.min(profile.durationSeconds, input.durationSeconds ?? profile.durationSeconds);
  if (duration > role.maxSessionDuration) {
    throw refused(
      `Unable to assume role for ${role.arn}. The requested DurationSeconds exceeds the MaxSessionDuration set for this role.`,
    );
  }
  const session = {
    accountId: world.accountId,
    roleName: role.name,
    roleId: role.id,
    sessionName: input.roleSessionName ?? defaultSessionName(leaf),
    sourceIdentity: sourceIdentity(leaf),
    expires: Math.floor(now.getTime() / 1000 + duration) * 1000,
    tags: sessionTags(leaf, profile),
    policies: [
      ...profile.managedPolicyArns.flatMap((arn) => managedDocument(world, arn) ?? []),
      ...(profile.sessionPolicy ? [profile.sessionPolicy] : []),
    ],
  };
  checkTrust(role, anchor, session);
  const credentials = issueSession(serverSecret, session);
  const arn = `arn:${world.partition}:sts::${world.accountId}:assumed-role/${role.name}/${session.sessionName}`;
  const entry = {
    assumedRoleUser: { arn, assumedRoleId: `${role.id}:${session.sessionName}` },
    credentials: {
      ...credentials,
      expiration: new Date(session.expires).toISOString().replace(".000Z", "Z"),
    },
    packedPolicySize: 20,
    roleArn: role.arn,
    sourceIdentity: session.sourceIdentity,
  };
  const subjectArn = `arn:${world.partition}:rolesanywhere:${region}:${world.accountId}:subject/00000000-0000-4000-8000-000000000000`;
  return {
    status: 201,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
    body: JSON.stringify({ credentialSet: [entry], subjectArn }),
  };
}

function checkChain(
  world: WorldState,
  anchor: TrustAnchor,
  leaf: Certificate,
  intermediates: Certificate[],
  now: Date,
): void {
  // An anchor that is an AWS Private CA has no certificate here: nothing chains to it.
  const anchors = readPem(anchor.source.sourceData.x509CertificateData ?? "") ?? [];
  if (!chainsTo(leaf, intermediates, anchors, now)) throw refused("Untrusted signing certificate");
  const lists = Object.values(world.rolesAnywhere.crls).filter(
    (crl) => crl.enabled && crl.trustAnchorArn === anchor.arn,
  );
  const revoked = lists.flatMap((crl) => readRevoked(Buffer.from(crl.crlData, "base64")) ?? []);
  const serial = leaf.serial.replace(/^(00)+(?=.)/, "");
  if (revoked.includes(serial)) throw refused("Certificate revoked");
}

function requireProfile(world: WorldState, input: SessionInput, region: string): Profile {
  const profile = world.rolesAnywhere.profiles[input.profileArn];
  if (!profile || input.profileArn.split(":")[3] !== region || profile.roleArns.length === 0) {
    throw refused("Invalid or empty profile provided.");
  }
  if (!profile.enabled) throw refused("Profile is disabled");
  if (!profile.roleArns.includes(input.roleArn)) {
    throw refused("Requested Role isn't one of those listed in the Profile.");
  }
  if (input.roleSessionName !== undefined && !profile.acceptRoleSessionName) {
    throw refused("Not authorized to set roleSessionName");
  }
  return profile;
}

function requireRole(world: WorldState, input: SessionInput): Role {
  const role = Object.values(world.iam.roles).find((candidate) => candidate.arn === input.roleArn);
  if (!role) throw refused(`Unable to assume role for ${input.roleArn}`);
  return role;
}

const SERVICE = "rolesanywhere.amazonaws.com";

/** The role's trust policy has to allow all three calls that the service makes, for this anchor and these names. */
function checkTrust(
  role: Role,
  anchor: TrustAnchor,
  session: { accountId: string; sessionName: string; sourceIdentity: string; tags: Record<string, string> },
): void {
  const statements = list(parsePolicy(role.trustPolicy)?.Statement)
    .filter(({ Principal }) =>
      typeof Principal === "string" ? Principal === "*" : list(Principal?.Service).includes(SERVICE),
    )
    .map((statement) => ({ ...statement, Resource: "*" }));
  const context: Record<string, string[]> = {
    "aws:SourceArn": [anchor.arn],
    "aws:SourceAccount": [session.accountId],
    "sts:SourceIdentity": [session.sourceIdentity],
    "sts:RoleSessionName": [session.sessionName],
    "aws:TagKeys": Object.keys(session.tags),
  };
  for (const [key, value] of Object.entries(session.tags)) {
    context[`aws:PrincipalTag/${key}`] = [value];
    context[`aws:RequestTag/${key}`] = [value];
  }
  for (const action of ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]) {
    if (
      decide([{ Version: "2012-10-17", Statement: statements }], { action, resource: "*", context }) !==
      "allowed"
    ) {
      throw refused(`Unable to assume role for ${role.arn}`);
    }
  }
}
