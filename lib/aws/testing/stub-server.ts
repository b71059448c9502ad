import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the stub saw it. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface StubAnswer {
  status?: number | undefined;
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
}

export type StubScript = (
  request: SeenRequest,
  raw: { request: IncomingMessage; response: ServerResponse },
) => StubAnswer | "handled" | Promise<StubAnswer | "handled">;

/** A hand-made AWS on loopback for tests: answers as it is told to, and remembers what it was asked. */
export async function startStub(
  script: StubScript,
): Promise<{ url: string; seen: SeenRequest[]; script(next: StubScript): void; close(): Promise<void> }> {
  const seen: SeenRequest[] = [];
  let current = script;
  const server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", async () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      seen.push(one);
      const answer = await current(one, { request, response });
      if (answer === "handled") return;
      response.writeHead(answer.status ?? 200, answer.headers ?? {});
      response.end(answer.body ?? "");
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    script(next) {
      current = next;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** An error as the JSON services write it. */
export function jsonError(name: string, message: string, status = 400): StubAnswer {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "11111111-2222" },
    body: JSON.stringify({ __type: name, message }),
  };
}

/** An error as IAM and STS write it. */
export function queryError(code: string, message: string, status = 403): StubAnswer {
  return {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": "11111111-2222" },
    body: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>11111111-2222</RequestId></ErrorResponse>`,
  };
}

/** An error as EC2 writes it. */
export function ec2Error(code: string, message: string, status = 403): StubAnswer {
  return {
    status,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": "11111111-2222" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>11111111-2222</RequestID></Response>`,
  };
}
