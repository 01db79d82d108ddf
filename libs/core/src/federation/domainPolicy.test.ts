import { describe, expect, it } from "vitest";
import { memoryStore } from "../memory/store.ts";
import { domainBlocks, type DomainBlockSeverity } from "../schema/instance.ts";
import { coreSchema } from "../schema/schema.ts";
import { INSTANCE } from "../store/store.ts";
import { domainPolicy, domainsAbove } from "./domainPolicy.ts";

describe("domainsAbove", () => {
  it.each([
    ["a.b.example:8443", ["a.b.example:8443", "a.b.example", "b.example", "example"]],
    ["b.example", ["b.example", "example"]],
    ["localhost", ["localhost"]],
    ["[::1]:3000", ["[::1]:3000", "[::1]"]],
    ["[2001:db8::1]", ["[2001:db8::1]"]],
    ["192.0.2.7:3000", ["192.0.2.7:3000", "192.0.2.7"]],
    ["4.example", ["4.example", "example"]],
  ])("%s", (host, domains) => {
    expect(domainsAbove(host)).toEqual(domains);
  });
});

describe("domainPolicy", () => {
  const rules: readonly (readonly [string, DomainBlockSeverity])[] = [
    ["evil.example", "suspend"],
    ["milder.evil.example", "silence"],
    ["127.0.0.5:3000", "silence"],
  ];

  it.each([
    ["evil.example", "suspend"],
    ["www.evil.example", "suspend"],
    ["evil.example:8443", "suspend"],
    ["milder.evil.example", "silence"],
    ["a.milder.evil.example", "silence"],
    ["notevil.example", "none"],
    ["evil.example.org", "none"],
    ["example", "none"],
    ["127.0.0.5:3000", "silence"],
    ["127.0.0.5:3001", "none"],
  ])("%s: %s", async (host, policy) => {
    const store = memoryStore(coreSchema, { clock: () => 1 });
    await store.turn(INSTANCE, async (turn) => {
      for (const [domain, severity] of rules)
        await turn.insert(domainBlocks, { domain, severity, createdAt: 1 });
    });
    expect(await store.view(INSTANCE, (view) => domainPolicy(view, host))).toBe(policy);
  });
});
