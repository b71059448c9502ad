import { describe, expect, it } from "vitest";
import { patientFetch } from "./patient-fetch";

/** A `fetch` that gives these answers one after the other; an Error is thrown. */
function scripted(...answers: (Response | Error)[]) {
  const told: (boolean | number)[] = [];
  let asked = 0;
  const fetching = patientFetch(
    async () => {
      asked += 1;
      const answer = answers.shift();
      if (answer === undefined) throw new Error("asked once too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    {
      shown: () => "/setup/x/policy?shown=1",
      onAway: (away) => told.push(away),
      pause: async (ms) => {
        told.push(ms);
      },
    },
  );
  return { fetching, told, asked: () => asked };
}
const page = { headers: { rsc: "1", "next-router-state-tree": "x" } };
const lost = () => new TypeError("Failed to fetch");
const of = (status: number) => new Response(null, { status });

describe("a page that the router asks for", () => {
  it("is asked for again until the server is back, with growing pauses", async () => {
    const { fetching, told } = scripted(lost(), lost(), of(502), of(503), of(429), of(200));
    expect((await fetching("/setup/x/verify", page)).status).toBe(200);
    expect(told).toEqual([true, 500, true, 1_000, true, 2_000, true, 3_000, true, 3_000, false]);
  });

  it.each([200, 204, 307, 404, 500])("is taken as it is when the server answers %i", async (status) => {
    const { fetching, told } = scripted(of(status));
    expect((await fetching("/setup/x/verify", page)).status).toBe(status);
    expect(told).toEqual([false]);
  });

  it("is given up when the router gives it up", async () => {
    const { fetching, told } = scripted(new DOMException("gone", "AbortError"), lost());
    await expect(fetching("/setup/x/verify", page)).rejects.toThrow("gone");
    const signal = AbortSignal.abort();
    await expect(fetching("/setup/x/verify", { ...page, signal })).rejects.toThrow("Failed to fetch");
    expect(told).toEqual([]);
  });
});

describe("the page that is shown, asked for again", () => {
  const broken = () =>
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode("half of it"));
        },
        pull(stream) {
          stream.error(new TypeError("network error"));
        },
      }),
    );

  it("is given when the whole of it has come; one that breaks off is asked for again", async () => {
    const { fetching, told } = scripted(broken(), new Response("the whole", { headers: { vary: "rsc" } }));
    const answer = await fetching("/setup/x/policy?shown=1&_rsc=1a2b3", page);
    expect([await answer.text(), answer.headers.get("vary"), answer.url, answer.redirected]).toEqual([
      "the whole",
      "rsc",
      "",
      false,
    ]);
    expect(told).toEqual([true, 500, false]);
  });

  it("is not held up where another page is asked for: that one is shown as it comes", async () => {
    const { fetching, told } = scripted(broken());
    const answer = await fetching("/setup/x/policy?_rsc=1a2b3", page);
    await expect(answer.text()).rejects.toThrow("network error");
    expect(told).toEqual([false]);
  });
});

describe("any other request", () => {
  it.each<[string, RequestInit | undefined]>([
    ["a server action", { method: "POST", headers: { rsc: "1", "next-action": "x" } }],
    ["a page that is loaded ahead", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
    ["a part that is loaded ahead", { headers: { rsc: "1", "next-router-segment-prefetch": "/x" } }],
    ["a file", undefined],
  ])("is asked for once: %s", async (_, init) => {
    const { fetching, told, asked } = scripted(lost());
    await expect(fetching("/x", init)).rejects.toThrow("Failed to fetch");
    expect([asked(), told]).toEqual([1, []]);
  });
});
