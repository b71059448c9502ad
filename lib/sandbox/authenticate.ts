import { partitionOfRegion, partitionTable } from "@/lib/partitions";
import { accountOfAccessKey, secretFor } from "./ids";
import { common, type ProtocolName, type Refusal } from "./refusal";
import { readSession, type Session } from "./session";
import { type Authorization, clockComplaint, readAmzDate, signatureMatches, type WireRequest } from "./sigv4";
import type { Role, User, WorldState } from "./state";

/** Who a verified request comes from. */
export interface Caller {
  arn: string;
  userId: string;
  /** The IAM name of the user or role. */
  name: string;
  entity: User | Role;
  session?: Session | undefined;
}

const INVALID_TOKEN = "The security token included in the request is invalid.";
const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/**
 * Who signed this request, in AWS's order: is it signed at all, is the key known, does the signature hold, is it fresh,
 * is the token alive. Throws the refusal in the words of the protocol.
 */
export function authenticate(
  request: WireRequest,
  protocol: ProtocolName,
  authorization: Authorization | undefined,
  options: { now: Date; serverSecret: string; findWorld(accountId: string): WorldState | undefined },
): { world: WorldState; caller: Caller } {
  const { now, serverSecret } = options;
  if (!request.headers.authorization) {
    throw common(protocol, "unsigned", "Missing Authentication Token");
  }
  const requested = readAmzDate(request.headers["x-amz-date"]);
  if (!authorization || !requested || authorization.algorithm !== "AWS4-HMAC-SHA256") {
    throw common(
      protocol,
      "malformed-signature",
      "Authorization header requires existence of all its parts.",
    );
  }
  if (!authorization.signedHeaders.includes("host")) {
    throw common(protocol, "wrong-signature", "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const world = options.findWorld(accountOfAccessKey(authorization.id) ?? "");
  if (!world) throw common(protocol, "unknown-key", INVALID_TOKEN);
  const caller = findCaller(world, authorization.id, request.headers["x-amz-security-token"], serverSecret);
  if (!caller || partitionOfRegion(authorization.region) !== world.partition) {
    throw common(protocol, "unknown-key", INVALID_TOKEN);
  }
  const complaint = clockComplaint(requested, now);
  if (complaint) throw common(protocol, "clock", protocol === "ec2" ? "Request has expired." : complaint);
  const secret = secretFor(serverSecret, authorization.id);
  const amzDate = request.headers["x-amz-date"] ?? "";
  if (!amzDate.startsWith(authorization.date) || !signatureMatches(request, authorization, amzDate, secret)) {
    const sentence = "AWS was not able to validate the provided access credentials";
    throw common(protocol, "wrong-signature", protocol === "ec2" ? sentence : MISMATCH);
  }
  if (caller.session && caller.session.expires <= now.getTime()) throw expired(protocol);
  return { world, caller };
}

export function expired(protocol: ProtocolName): Refusal {
  const sentence = "The security token included in the request is expired";
  return common(protocol, "expired", protocol === "ec2" ? "Request has expired." : sentence);
}

/**
 * The region in which a request acts; refuses one that the account has not switched on. IAM acts in its one region:
 * a client that was given an endpoint signs with the region that it happens to have, so any of the partition will do.
 */
export function actingRegion(
  world: WorldState,
  protocol: ProtocolName,
  service: string,
  region: string,
): string {
  const facts = partitionTable[world.partition];
  if (service === "iam") return facts.iamRegion;
  if (!facts.regions.includes(region)) throw common(protocol, "unknown-key", INVALID_TOKEN);
  if (world.regionsNotOptedIn.includes(region)) {
    throw common(protocol, "not-opted-in", "You are not subscribed to this service in this region.");
  }
  return region;
}

function findCaller(
  world: WorldState,
  id: string,
  token: string | undefined,
  serverSecret: string,
): Caller | undefined {
  const { partition, accountId } = world;
  if (token !== undefined) {
    const session = readSession(serverSecret, token, id);
    const role = session ? world.iam.roles[session.roleName] : undefined;
    // A role that was made anew under the old name has another id: its old sessions are worth nothing.
    if (!session || !role || role.id !== session.roleId) return undefined;
    return {
      arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${session.sessionName}`,
      userId: `${role.id}:${session.sessionName}`,
      name: role.name,
      entity: role,
      session,
    };
  }
  const key = world.iam.accessKeys[id];
  const user = key?.status === "Active" ? world.iam.users[key.userName] : undefined;
  return user ? { arn: user.arn, userId: user.id, name: user.name, entity: user } : undefined;
}
