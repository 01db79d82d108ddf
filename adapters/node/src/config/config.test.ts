import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { configurationPage } from "./documentation.ts";
import { ConfigError } from "./error.ts";
import { environment } from "./schema.ts";
import { documentationOf } from "./variable.ts";

const read = (env: Record<string, string>): ReturnType<typeof readConfig> => readConfig(env, "/srv/mastic");

function issuesOf(env: Record<string, string>): ConfigError {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("readConfig", () => {
  it("starts a node for this machine from an empty environment", () => {
    expect(read({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDirectory: "/srv/mastic/data",
      origin: "http://127.0.0.1:3000",
      contactEmail: null,
      registrations: "open",
      imageMaxBytes: 16 * 1_048_576,
      tombstoneMillis: 30 * 86_400_000,
      allowPrivateAddresses: false,
      allowedPrivateRanges: [],
      trustedProxies: 0,
      metrics: { isOn: false, token: null },
    });
  });

  it.each([
    [{ HOST: "0.0.0.0", PORT: "8080" }, "http://localhost:8080"],
    [{ HOST: "::1" }, "http://[::1]:3000"],
    [{ PORT: "80" }, "http://127.0.0.1"],
    [{ PUBLIC_URL: "https://Bücher.example:443/" }, "https://xn--bcher-kva.example"],
    [{ PUBLIC_URL: "https://Social.example./" }, "https://social.example"],
    [{ PUBLIC_URL: "http://plain.example", ALLOW_PRIVATE_ADDRESSES: "true" }, "http://plain.example"],
  ])("pins the origin: %o", (env, origin) => {
    expect(read(env).origin).toBe(origin);
  });

  it("takes an empty variable as not set", () => {
    expect(read({ PORT: "", CONTACT_EMAIL: " " })).toMatchObject({ port: 3000, contactEmail: null });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "0x50"],
    ["HOST", "http://here"],
    ["HOST", "999.1.1.1"],
    ["PUBLIC_URL", "social.example"],
    ["PUBLIC_URL", "https://social.example/mastic"],
    ["PUBLIC_URL", "https://user@social.example"],
    ["PUBLIC_URL", "https://social.example?"],
    ["PUBLIC_URL", "ftp://social.example"],
    ["PUBLIC_URL", "http://social.example"],
    ["CONTACT_EMAIL", "nobody"],
    ["INSTANCE_RULES", `Be kind|${"x".repeat(1_001)}`],
    ["INSTANCE_RULES", "Be kind|".repeat(51)],
    ["REGISTRATIONS", "yes"],
    ["ALLOW_PRIVATE_ADDRESSES", "1"],
    ["ALLOWED_PRIVATE_RANGES", "10.0.0.0/33"],
    ["ALLOWED_PRIVATE_RANGES", "10.0.0.0/8/8"],
    ["ALLOWED_PRIVATE_RANGES", "intranet"],
    ["RATE_LIMITS", "api=0/5m"],
    ["RATE_LIMITS", "everything=1/5m"],
    ["RATE_LIMITS", "api=300"],
    ["METRICS", "short"],
    ["TRUST_PROXY", "true"],
    ["LOG_LEVEL", "loud"],
    ["SIGNATURE_MAX_AGE_SECONDS", "50000"],
  ])("refuses %s=%s, and names the variable and an example", (variable, value) => {
    const error = issuesOf({ [variable]: value });
    expect(error.issues.map((issue) => issue.variable)).toEqual([variable]);
    expect(error.message).toMatch(new RegExp(`^${variable} is .*For example: ${variable}=\\S`));
  });

  it("says that an address made of HOST is none for the world, and what to set", () => {
    expect(issuesOf({ HOST: "foo" }).message).toBe(
      'PUBLIC_URL is not set, and would be "http://foo:3000" by HOST and PORT: other servers speak to https only. For example: PUBLIC_URL=https://foo',
    );
  });

  it("reports everything that is wrong at once, and repeats no secret", () => {
    const error = issuesOf({ PORT: "x", METRICS: "hunter2!" });
    expect(error.issues.map(({ variable }) => variable)).toEqual(["PORT", "METRICS"]);
    expect(error.message).not.toContain("hunter2");
  });

  it("reads ranges and rate limits", () => {
    const config = read({ ALLOWED_PRIVATE_RANGES: "10.0.0.0/8, FD00::1", RATE_LIMITS: "api=600/1h" });
    expect(config.allowedPrivateRanges).toEqual(["10.0.0.0/8", "fd00::1/128"]);
    expect(config.rateLimits?.api).toEqual({ limit: 600, windowSeconds: 3600 });
    expect(config.rateLimits?.media).toEqual({ limit: 30, windowSeconds: 1800 });
    expect(read({ RATE_LIMITS: "off" }).rateLimits).toBeNull();
  });
});

describe("the documentation of the variables", () => {
  it("has an example that is valid for each", () => {
    for (const [name, schema] of Object.entries(environment.shape))
      expect(schema.safeParse(documentationOf(schema).example), name).toMatchObject({ success: true });
  });

  it("is current: npm run config-docs -w adapters/node", () => {
    const page = readFileSync(new URL("../../../../docs/configuration.md", import.meta.url), "utf8");
    expect(page).toBe(configurationPage());
  });
});
