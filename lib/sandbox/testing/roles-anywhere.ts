import { given } from "@/lib/given";
import { type Sandbox, type SandboxWorld, startSandbox } from "@/lib/sandbox";
import { awsSdk } from "./aws-sdk";
import {
  type Issued,
  newAuthority,
  newLeaf,
  type SessionArns,
  type SigningOptions,
  signSession,
} from "./openssl";

/** The trust policy of a role for Roles Anywhere. */
export const trust = (condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "rolesanywhere.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });

/** A sandbox with one world, an authority and a certificate of it, and the acts of connecting and signing in. */
export async function startRolesAnywhere() {
  const sandbox: Sandbox = await startSandbox();
  const world: SandboxWorld = sandbox.createWorld();
  const admin = awsSdk(sandbox, world.administrator);
  const authority = newAuthority("/CN=Test Authority");
  const leaf = newLeaf("/CN=ckm-prod/O=Corp", authority, { serial: "0x1002" });
  let made = 0;
  /** Trust anchor, role and profile for an authority, as an administrator makes them. */
  async function connect(
    anchor: Issued,
    options: {
      trust?: string | undefined;
      enabled?: boolean | undefined;
      listed?: boolean | undefined;
      duration?: number | undefined;
    } = {},
  ): Promise<SessionArns> {
    made += 1;
    const source = {
      sourceType: "CERTIFICATE_BUNDLE",
      sourceData: { x509CertificateData: anchor.pem },
    } as const;
    const { trustAnchor } = await admin.createTrustAnchor({ name: `anchor-${made}`, source, enabled: true });
    const role = await admin.createRole({
      RoleName: `ckm-${made}`,
      AssumeRolePolicyDocument:
        options.trust ?? trust({ ArnEquals: { "aws:SourceArn": trustAnchor?.trustAnchorArn ?? "" } }),
    });
    const roleArn = role.Role?.Arn ?? "";
    const { profile } = await admin.createProfile({
      name: `profile-${made}`,
      roleArns: options.listed === false ? [roleArn.replace("ckm", "other")] : [roleArn],
      ...given({ enabled: options.enabled }),
      durationSeconds: options.duration ?? 3600,
    });
    return {
      trustAnchorArn: trustAnchor?.trustAnchorArn ?? "",
      roleArn,
      profileArn: profile?.profileArn ?? "",
    };
  }

  async function signIn(certificate: Issued, to: SessionArns, options: SigningOptions = {}) {
    const { url, ...request } = signSession(sandbox.url, certificate, to, options);
    // fetch sets Host itself.
    const { host: _, ...headers } = request.headers;
    const response = await fetch(url, { ...request, headers });
    const body = (await response.json()) as {
      message?: string | undefined;
      credentialSet?:
        | {
            credentials: {
              accessKeyId: string;
              secretAccessKey: string;
              sessionToken: string;
              expiration: string;
            };
            assumedRoleUser: { arn: string };
            sourceIdentity: string;
          }[]
        | undefined;
    };
    return { status: response.status, errorType: response.headers.get("x-amzn-errortype"), ...body };
  }

  return { sandbox, world, admin, authority, leaf, connect, signIn };
}
