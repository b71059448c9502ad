import { describe, expect, it } from "vitest";
import { parseEnvironment } from "./environment";

describe("the environment", () => {
  it("has a default for everything", () => {
    expect(parseEnvironment({})).toEqual({
      DATA_DIR: ".data",
      PLAN_DAYS: 180,
      STORE_MB: 4096,
      WORLDS: ["aws", "sandbox"],
      HOST: "127.0.0.1",
      PORT: 3000,
      TRUST_PROXY: false,
    });
  });

  it("reads what is set, and takes an empty variable for one that is not", () => {
    const read = parseEnvironment({
      DATABASE_URL: "postgres://u:p@db/wizard",
      WORLDS: " sandbox ",
      PUBLIC_URL: "https://wizard.example.com/",
      TRUST_PROXY: "1",
      SANDBOX_URL: "http://localhost:4500/",
      PORT: "",
      PLAN_DAYS: "30",
      https_proxy: "http://proxy:3128",
      NO_PROXY: "localhost",
    });
    expect(read).toMatchObject({
      WORLDS: ["sandbox"],
      PUBLIC_URL: "https://wizard.example.com",
      TRUST_PROXY: true,
      SANDBOX_URL: "http://localhost:4500",
      PORT: 3000,
      PLAN_DAYS: 30,
      HTTPS_PROXY: "http://proxy:3128",
    });
  });

  it.each([
    ["DATABASE_URL", "mysql://u:hunter2@db", "DATABASE_URL must begin with postgres:// or postgresql://."],
    ["WORLDS", "moon", "WORLDS must be aws, sandbox, or both with a comma."],
    ["WORLDS", ",", "WORLDS must name a world."],
    ["PORT", "99999", "PORT must be 0 to 65535."],
    ["PORT", "three", "PORT must be a number."],
    ["PLAN_DAYS", "0", "PLAN_DAYS must be 1 to 3650."],
    ["PLAN_DAYS", "1.5", "PLAN_DAYS must be a whole number."],
    ["PUBLIC_URL", "wizard.example.com", "PUBLIC_URL must be an http:// or https:// address."],
    ["PUBLIC_URL", "https://example.com/wizard", "PUBLIC_URL must not have a path."],
    ["TRUST_PROXY", "maybe", "TRUST_PROXY must be 1 or 0."],
    ["SANDBOX_URL", "http://169.254.169.254/", "SANDBOX_URL must be on this machine."],
    ["SANDBOX_URL", "http://sandbox.example.com", "SANDBOX_URL must be on this machine."],
    ["SANDBOX_TOKEN", "short", "SANDBOX_TOKEN must have at least 16 characters."],
    ["HTTPS_PROXY", "socks5://x", "HTTPS_PROXY must be an http:// or https:// address."],
  ])("refuses %s=%s with a sentence that does not repeat the value", (name, value, sentence) => {
    let said = "";
    try {
      parseEnvironment({ [name]: value });
    } catch (error) {
      said = String(error instanceof Error ? error.message : error);
    }
    expect(said).toContain(sentence);
    expect(said).not.toContain("hunter2");
  });

  it("names every wrong variable at once", () => {
    expect(() => parseEnvironment({ WORLDS: "x", PORT: "y" })).toThrow(/WORLDS.*PORT|PORT.*WORLDS/);
  });
});
