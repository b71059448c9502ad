import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { endpointHost, partitions, partitionTable } from "@/lib/partitions";
import { openAws, refuseForeignCredentials } from ".";
import { awsGate, sandboxGate } from "./hosts";
import { limiter } from "./limiter";
import { jsonError, type StubAnswer, startStub } from "./testing/stub-server";

const target = {
  world: "sandbox",
  partition: "aws",
  region: "eu-west-1",
  accountId: "111122223333",
} as const;
const credentials = {
  accessKeyId: "AKIASBXAAAAAAAAAAAAA",
  secretAccessKey: "given",
  sessionToken: "given-token",
};
let stub: Awaited<ReturnType<typeof startStub>>;
let answers: StubAnswer[] = [];
const ok: StubAnswer = { body: '{"Keys":[]}' };
beforeAll(async () => {
  stub = await startStub(() => answers.shift() ?? ok);
});
afterAll(() => stub.close());
beforeEach(() => {
  answers = [];
  stub.seen.length = 0;
});
const open = (more = {}) => openAws(target, credentials, { sandboxUrl: stub.url, ...more });
const listKeys = { service: "kms", operation: "ListKeys", input: { Limit: 1 } } as const;

describe("credentials are explicit", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("uses no trap that the environment holds", async () => {
    const trap = await startStub(() => ({ status: 500, body: "trap" }));
    const folder = mkdtempSync(join(tmpdir(), "traps-"));
    const profile = `aws_access_key_id = AKIATRAPTRAPTRAPTRAP\naws_secret_access_key = trap\nregion = us-west-2\nendpoint_url = ${trap.url}\nuse_fips_endpoint = true\nmax_attempts = 9\nsdk_ua_app_id = trap\n`;
    writeFileSync(join(folder, "config"), `[default]\n${profile}[profile trap]\n${profile}`);
    writeFileSync(join(folder, "credentials"), `[default]\n${profile}[trap]\n${profile}`);
    for (const [name, value] of Object.entries({
      AWS_ACCESS_KEY_ID: "AKIATRAPTRAPTRAPTRAP",
      AWS_SECRET_ACCESS_KEY: "trap",
      AWS_SESSION_TOKEN: "trap-token",
      AWS_PROFILE: "trap",
      AWS_DEFAULT_PROFILE: "trap",
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_REGION: "us-west-2",
      AWS_DEFAULT_REGION: "us-west-2",
      AWS_ENDPOINT_URL: trap.url,
      AWS_ENDPOINT_URL_KMS: trap.url,
      AWS_ENDPOINT_URL_IAM: trap.url,
      AWS_ENDPOINT_URL_STS: trap.url,
      AWS_USE_FIPS_ENDPOINT: "true",
      AWS_USE_DUALSTACK_ENDPOINT: "true",
      AWS_MAX_ATTEMPTS: "9",
      AWS_RETRY_MODE: "adaptive",
      AWS_DEFAULTS_MODE: "auto",
      AWS_SDK_UA_APP_ID: "trap",
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"),
      AWS_ROLE_ARN: "arn:aws:iam::999999999999:role/trap",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: trap.url,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: trap.url,
    }))
      vi.stubEnv(name, value);
    answers = Array.from({ length: 7 }, () => jsonError("KMSInternalException", "x", 500));
    const services = [
      ["kms", "ListKeys"],
      ["iam", "ListRoles"],
      ["sts", "GetCallerIdentity"],
      ["ec2", "DescribeRegions"],
      ["logs", "DescribeLogGroups"],
      ["cloudhsmv2", "DescribeClusters"],
      ["rolesanywhere", "ListProfiles"],
    ] as const;
    for (const [service, operation] of services)
      await open().call({ service, operation, input: {}, retry: false });
    expect(trap.seen).toEqual([]);
    const signedFor = ({ headers }: (typeof stub.seen)[number]) =>
      String(headers.authorization).split("/")[3];
    expect(stub.seen.map(signedFor)).toEqual([
      "kms",
      "iam",
      "sts",
      "ec2",
      "logs",
      "cloudhsm",
      "rolesanywhere",
    ]);
    for (const { headers } of stub.seen) {
      expect(headers.authorization).toContain("Credential=AKIASBXAAAAAAAAAAAAA/");
      expect(headers.authorization).toMatch(/\/(eu-west-1|us-east-1)\//);
      expect(headers["x-amz-security-token"]).toBe("given-token");
      for (const [name, value] of Object.entries(headers)) expect(`${name}: ${value}`).not.toContain("trap");
      expect(headers["user-agent"]).toContain("ciphertrust-wizard");
    }
    await trap.close();
  });

  it("signs IAM for the one region of each partition", async () => {
    for (const partition of partitions) {
      stub.seen.length = 0;
      const aws = openAws({ ...target, partition }, credentials, { sandboxUrl: stub.url });
      await aws.call({ service: "iam", operation: "ListRoles", input: {}, retry: false });
      expect(stub.seen[0]?.headers.authorization).toContain(`/${partitionTable[partition].iamRegion}/iam/`);
    }
  });

  it("keeps rehearsal keys and real keys apart", () => {
    expect(refuseForeignCredentials("sandbox", "AKIASBXAAAAAAAAAAAAA")).toBeUndefined();
    expect(refuseForeignCredentials("sandbox", "AKIAIOSFODNN7EXAMPLE")?.code).toBe("credentials-not-sandbox");
    expect(refuseForeignCredentials("aws", "ASIASBXAAAAAAAAAAAAA")?.code).toBe("credentials-sandbox");
    expect(refuseForeignCredentials("aws", "AKIAIOSFODNN7EXAMPLE")).toBeUndefined();
  });
});

describe("where calls may go", () => {
  it.each(partitions)("every endpoint of %s, over https, and nothing else", (partition) => {
    const gate = awsGate(partition);
    const [region = ""] = partitionTable[partition].regions;
    const hostname = endpointHost(partition, "kms", region);
    expect(gate({ protocol: "https:", hostname })).toBeUndefined();
    for (const to of [
      { protocol: "http:", hostname },
      { protocol: "https:", hostname, port: 8443 },
      { protocol: "https:", hostname: `${hostname}.evil.example` },
      { protocol: "https:", hostname: "169.254.169.254" },
      { protocol: "https:", hostname: "127.0.0.1" },
      { protocol: "https:", hostname: "s3.amazonaws.com" },
      { protocol: "https:", hostname: `kms-fips.${region}.amazonaws.com` },
      {
        protocol: "https:",
        hostname: partition === "aws" ? "kms.cn-north-1.amazonaws.com.cn" : "kms.us-east-1.amazonaws.com",
      },
    ])
      expect(gate(to)).toContain("is not an endpoint");
  });

  it("a rehearsal reaches its sandbox only", () => {
    const gate = sandboxGate("http://127.0.0.1:4600");
    expect(gate({ protocol: "http:", hostname: "127.0.0.1", port: 4600 })).toBeUndefined();
    expect(gate({ protocol: "http:", hostname: "127.0.0.1", port: 4601 })).toBeTruthy();
    expect(gate({ protocol: "https:", hostname: "kms.us-east-1.amazonaws.com" })).toBeTruthy();
  });

  it("refuses a region whose host is not in the table, before anything is sent", async () => {
    const aws = openAws({ ...target, world: "aws", region: "eu-west-9" }, credentials);
    expect(await aws.call(listKeys)).toMatchObject({ ok: false, failure: { code: "HostRefused" } });
  });

  it("does not follow a redirect", async () => {
    const elsewhere = await startStub(() => ok);
    answers = [{ status: 307, headers: { location: elsewhere.url } }];
    expect(await open().call(listKeys)).toMatchObject({ ok: false, failure: { kind: "intercepted" } });
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it("throws for an operation that the table does not hold", async () => {
    await expect(open().call({ service: "iam", operation: "DeleteAccount", input: {} })).rejects.toThrow(
      /does not call/,
    );
    await expect(open().call({ service: "iam", operation: "constructor", input: {} })).rejects.toThrow(
      /does not call/,
    );
  });
});

describe("what is sent again", () => {
  const throttled = jsonError("ThrottlingException", "slow down");
  it.each([
    ["throttling", throttled],
    ["a fault of AWS", jsonError("KMSInternalException", "x", 500)],
  ])("%s, until it works", async (_, bad) => {
    answers = [bad, bad];
    expect(await open().call(listKeys)).toMatchObject({ ok: true });
    expect(stub.seen).toHaveLength(3);
  });

  it("three times at most", async () => {
    answers = Array.from({ length: 9 }, () => throttled);
    expect(await open().call(listKeys)).toMatchObject({ failure: { kind: "throttled" } });
    expect(stub.seen).toHaveLength(3);
  });

  it.each([
    ["a call whose quota forbids it", throttled, false],
    ["a denial", jsonError("AccessDeniedException", "no"), true],
    ["a wrong key", jsonError("UnrecognizedClientException", "no"), true],
    [
      "a wrong clock",
      jsonError("InvalidSignatureException", "Signature expired: a is now earlier than b"),
      true,
    ],
  ])("never %s", async (_, bad, retry) => {
    answers = [bad, bad];
    await open().call({ ...listKeys, retry });
    expect(stub.seen).toHaveLength(1);
  });
});

describe("time", () => {
  it("ends a call that drips, and does not send it again", async () => {
    let seen = 0;
    const slow = await startStub((_, { response }) => {
      seen += 1;
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
      return "handled";
    });
    const answer = await openAws(target, credentials, { sandboxUrl: slow.url, timeoutMs: 150 }).call(
      listKeys,
    );
    expect(answer).toMatchObject({ failure: { kind: "timeout" } });
    expect(seen).toBe(1);
    await slow.close();
  });

  it("stops when the caller says so, by the call's signal or the whole caller's", async () => {
    const stop = AbortSignal.abort();
    expect(await open().call({ ...listKeys, signal: stop })).toMatchObject({ failure: { kind: "stopped" } });
    expect(await open({ signal: stop }).call(listKeys)).toMatchObject({ failure: { kind: "stopped" } });
  });

  it("reads a connection that breaks as unreachable, after three tries", async () => {
    let seen = 0;
    const broken = await startStub((_, { request }) => {
      seen += 1;
      request.socket.destroy();
      return "handled";
    });
    const answer = await openAws(target, credentials, { sandboxUrl: broken.url }).call(listKeys);
    expect(answer).toMatchObject({ failure: { kind: "unreachable" } });
    expect(seen).toBe(3);
    await broken.close();
  });

  it("runs at most so many at once, in order", async () => {
    const line = limiter(2);
    const order: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        line(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((go) => setImmediate(go));
          order.push(n);
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });
});
