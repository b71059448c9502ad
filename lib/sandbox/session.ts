import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { accessKeyId, secretFor } from "./ids";

/** What a temporary credential stands for. It lives in its own token, so that signing in changes no state. */
const sessionSchema = z.object({
  accountId: z.string(),
  roleName: z.string(),
  roleId: z.string(),
  sessionName: z.string(),
  sourceIdentity: z.string(),
  /** Epoch milliseconds. */
  expires: z.number(),
  tags: z.record(z.string(), z.string()),
  /** The profile's policies as they were when the session was made: they stay with it. */
  policies: z.array(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

const sign = (serverSecret: string, text: string) =>
  createHmac("sha256", serverSecret).update(`token/${text}`).digest("base64url");

/** Temporary credentials for a session. */
export function issueSession(serverSecret: string, session: Session) {
  const body = Buffer.from(JSON.stringify(session)).toString("base64url");
  const sessionToken = `${body}.${sign(serverSecret, body)}`;
  const id = accessKeyId("ASIA", session.accountId, sessionToken);
  return { accessKeyId: id, secretAccessKey: secretFor(serverSecret, id), sessionToken };
}

/** The session of a token, when the token is ours and belongs to this access key id. */
export function readSession(serverSecret: string, token: string, id: string): Session | undefined {
  const [body = "", signature = ""] = token.split(".");
  const expected = Buffer.from(sign(serverSecret, body));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = sessionSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (!parsed.success || accessKeyId("ASIA", parsed.data.accountId, token) !== id) return undefined;
  return parsed.data;
}
