import { actionIds } from "../fuzz/ground";

export interface Answered {
  status: number;
  /** The answer as React writes it. */
  text: string;
  ms: number;
}

/** A browser without a window: what it may send, sent as the page sends it, and whatever else somebody made up. */
export interface Visitor {
  planId: string;
  open(path: string): Promise<Answered>;
  /** Calls an action of the build by its name. */
  call(action: string, ...args: unknown[]): Promise<Answered>;
  /** Marks of the answers as the server gave them last: what a save says that its page had seen. */
  seen(): Record<string, string>;
}

/**
 * Arguments as React's client writes them: a text that begins with "$" gets one more, or it would mean a reference.
 * Over the text, since a tree may be deeper than a walk through it can be.
 */
function encoded(args: unknown[]): string {
  return JSON.stringify(args).replace(/"(?:[^"\\]|\\.)*":?/g, (text) =>
    text.startsWith('"$') && !text.endsWith(":") ? `"$${text.slice(1)}` : text,
  );
}

/** A mark in an answer of an action, or escaped in a page. */
const MARK = /\\?"([A-Za-z]{1,40})\\?":\\?"([0-9a-f]{16})\\?"/g;

/** Opens the front page, as everybody does first, and makes a plan for a real account. */
export async function visit(url: string): Promise<Visitor> {
  const actions = actionIds();
  const cookies = new Map<string, string>();
  const marks = new Map<string, string>();
  const timed = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const began = performance.now();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, url), { ...init, headers: { cookie, ...init.headers } });
    const text = await response.text();
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    for (const [, field = "", mark = ""] of text.matchAll(MARK)) marks.set(field, mark);
    return { status: response.status, text, ms: performance.now() - began };
  };
  let here = "/";
  const visitor: Visitor = {
    planId: "",
    seen: () => Object.fromEntries(marks),
    open: (path) => timed(path),
    call: (action, ...args) =>
      timed(here, {
        method: "POST",
        headers: {
          origin: new URL(url).origin,
          "next-action": actions.get(action) ?? "",
          "content-type": "text/plain;charset=UTF-8",
        },
        body: encoded(args),
      }),
  };
  await visitor.open("/");
  const made = await visitor.call("createPlan", { world: "aws", signIn: "roles-anywhere" });
  visitor.planId = /"planId":"([^"]+)"/.exec(made.text)?.[1] ?? "";
  if (visitor.planId === "")
    throw new Error(
      `No plan could be made: ${made.status} ${/"code":"[^"]+"/.exec(made.text)?.[0] ?? made.text.slice(0, 300)}`,
    );
  here = `/setup/${visitor.planId}/start`;
  await visitor.open(here);
  return visitor;
}
