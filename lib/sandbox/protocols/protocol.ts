import type { Operation, Output } from "../operation";
import type { ProtocolName, Refusal } from "../refusal";
import type { WireRequest } from "../sigv4";

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One of AWS's four ways to put a call and its answer on the wire. */
export interface Protocol {
  name: ProtocolName;
  /** Which of the service's operations is asked for and with what; undefined when there is no such operation. */
  read(
    request: WireRequest,
    operations: readonly Operation[],
  ): { row: Operation; input: unknown } | { unknown: string };
  write(row: Operation, output: Output, requestId: string): WireAnswer;
  refuse(refusal: Refusal, requestId: string): WireAnswer;
}
