import { before, behindLast } from "@/lib/bounded";
import type { AwsFailure } from "@/lib/checks";
import { given } from "@/lib/given";
import { list, parse, readDate, record, text } from "../json";
import type { AnswerRow, Cause } from "./answer-row";
import { answerRows, otherRow } from "./answer-rows";
import { networkRows } from "./answer-rows-network";

/** What `lib/aws` hands back of the relayed request. Header names in lower case. */
export interface RelayedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Temporary credentials. They live as long as the request that asked for them. */
export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface SessionFailure {
  ok: false;
  /** Row of the decoder, stable: "invalid-signature". */
  id: string;
  title: string;
  /** Likely causes, the likeliest first: what, how to check, what to do. */
  causes: Cause[];
  /** Worth trying again without a change. */
  retry: boolean;
  /** True: nothing is known about certificate or role, since AWS was not reached or did not judge. */
  undecided: boolean;
  errorName: string;
  /** AWS's own sentence. */
  message: string;
  status?: number | undefined;
  requestId?: string | undefined;
}

export type SessionAnswer =
  | {
      ok: true;
      credentials: SessionCredentials;
      assumedRoleArn: string;
      expiration: Date;
      roleArn: string;
      sourceIdentity?: string | undefined;
      subjectArn?: string | undefined;
      /** Percent of the allowed size of tags and session policies. */
      packedPolicySize?: number | undefined;
      /** AWS's clock, when the answer carried it. */
      serverDate?: Date | undefined;
    }
  | (SessionFailure & { serverDate?: Date | undefined });

/** What is known beside the answer; each fact sharpens the order of causes. */
export interface AnswerContext {
  /** X-Amz-Date of the request. */
  signedAt?: Date | undefined;
}

/**
 * Reads the answer of a CreateSession request.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html
 */
export function readCreateSessionAnswer(answer: RelayedAnswer, context: AnswerContext = {}): SessionAnswer {
  const body = parse(answer.body);
  const serverDate = readDate(answer.headers.date);
  const dated = given({ serverDate });
  if (answer.status >= 200 && answer.status < 300) {
    const success = readSuccess(body);
    if (success !== undefined) return { ...success, ...dated };
  }
  const errorName = nameOf(answer.headers["x-amzn-errortype"] ?? body?.__type ?? body?.code ?? "");
  const message = text(body?.message) ?? text(body?.Message) ?? "";
  const requestId = answer.headers["x-amzn-requestid"];
  const row = findRow({ status: answer.status, errorName, message, fromAws: body !== undefined });
  return {
    ok: false,
    id: row.id,
    title: row.title,
    causes: orderCauses(row, message, context.signedAt, serverDate),
    retry: row.retry ?? false,
    undecided: row.undecided ?? false,
    errorName,
    message: message || answer.body.slice(0, 400),
    status: answer.status,
    ...given({ requestId }),
    ...dated,
  };
}

/** The same for a request that never came to an answer: DNS, TLS, timeout, refused. */
export function explainRelayFailure(failure: AwsFailure): SessionFailure {
  const row = networkRows.find(({ kinds }) => kinds.includes(failure.kind)) ?? otherRow;
  return {
    ok: false,
    id: row.id,
    title: row.title,
    causes: [...row.causes],
    retry: row.retry ?? false,
    undecided: true,
    errorName: failure.code,
    message: failure.message,
    ...given({ status: failure.httpStatus, requestId: failure.requestId }),
  };
}

function findRow(answer: {
  status: number;
  errorName: string;
  message: string;
  fromAws: boolean;
}): AnswerRow {
  const found = answerRows.find((row) => row.matches(answer));
  return found ?? otherRow;
}

/** AWS allows about five minutes; 30 minutes gave "Invalid signature" and no word about the clock. */
const SKEW_WARNING_SECONDS = 120;

/** A clock that is seen to be off is no longer one cause among others: it comes first and says by how much. */
function orderCauses(
  row: AnswerRow,
  message: string,
  signedAt: Date | undefined,
  serverDate: Date | undefined,
): Cause[] {
  if (row.id !== "invalid-signature" || signedAt === undefined || serverDate === undefined)
    return [...(row.causesIn?.(message) ?? row.causes)];
  const seconds = Math.round((signedAt.getTime() - serverDate.getTime()) / 1000);
  const others = row.causes.filter(({ id }) => id !== "clock");
  const clock = row.causes.find(({ id }) => id === "clock");
  if (Math.abs(seconds) < SKEW_WARNING_SECONDS || clock === undefined) return others;
  const direction = seconds > 0 ? "ahead of" : "behind";
  return [
    {
      ...clock,
      what: `The clock that dated the request was ${Math.abs(seconds)} seconds ${direction} AWS's.`,
    },
    ...others,
  ];
}

function readSuccess(body: Record<string, unknown> | undefined) {
  const [entry] = list(body?.credentialSet);
  const credentials = record(entry?.credentials);
  const accessKeyId = text(credentials?.accessKeyId);
  const secretAccessKey = text(credentials?.secretAccessKey);
  const sessionToken = text(credentials?.sessionToken);
  const assumedRoleArn = text(record(entry?.assumedRoleUser)?.arn);
  const expiration = readDate(credentials?.expiration);
  if (!accessKeyId || !secretAccessKey || !sessionToken || !assumedRoleArn || !expiration) return undefined;
  const sourceIdentity = text(entry?.sourceIdentity);
  const subjectArn = text(body?.subjectArn);
  const packedPolicySize = entry?.packedPolicySize;
  return {
    ok: true as const,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    assumedRoleArn,
    expiration,
    roleArn: text(entry?.roleArn) ?? "",
    ...given({ sourceIdentity, subjectArn }),
    ...(typeof packedPolicySize === "number" ? { packedPolicySize } : {}),
  };
}

/** "com.amazon#AccessDeniedException:http://…" → "AccessDeniedException" */
function nameOf(raw: unknown): string {
  return before(behindLast(text(raw) ?? "", "#"), ":").trim();
}
