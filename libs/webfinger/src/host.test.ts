import { tryCanonicalDomain, tryCanonicalHost } from "@mastic/validation";
import { installIdna } from "@mastic/validation/idna";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/validation/host.json" with { type: "json" };
import { hostMetaRequest } from "./host-meta.ts";
import { parseAccount, parseResource, setHostReader, webfingerRequest, WebFingerError } from "./index.ts";

installIdna();
setHostReader(tryCanonicalHost);

/** The vectors are those of `canonicalHost`; here they show that accounts and URLs are read by it. */
describe("the host of an account and of a URL", () => {
  test.each(vectors.valid)("$input is $canonical", ({ input, canonical, scheme = "https" }) => {
    const asked = webfingerRequest(`${scheme}://${input}/`).url;
    expect(asked.startsWith(`https://${canonical}/.well-known/webfinger?`)).toBe(true);
    if (scheme === "https") expect(parseAccount(`alice@${input}`).host).toBe(canonical);
  });

  test.each(vectors.invalid)("$input is none: $source", ({ input }) => {
    expect(() => parseAccount(`alice@${input}`)).toThrow(WebFingerError);
    const local = { hosts: ["example.com"] };
    expect(() => parseResource(`https://${input}/`, local)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^resource_(?:malformed|foreign)$/) as string }),
    );
  });

  test("is read by the same reader in every entry", () => {
    expect(hostMetaRequest("[2001:DB8::1]").url).toBe("https://[2001:db8::1]/.well-known/host-meta");
  });

  test("without a reader that knows them, IPv6 addresses are refused", () => {
    setHostReader(tryCanonicalDomain);
    try {
      const malformed = (code: string) => expect.objectContaining({ code }) as Error;
      expect(() => parseAccount("alice@[::1]")).toThrow(malformed("acct_malformed"));
      expect(() => webfingerRequest("https://[::1]/users/alice")).toThrow(malformed("resource_malformed"));
      expect(() => parseResource("https://[::1]/", { hosts: ["[::1]"] })).toThrow(
        malformed("host_malformed"),
      );
      expect(() => hostMetaRequest("[::1]")).toThrow(malformed("host_malformed"));
      expect(parseAccount("alice@127.0.0.1:3000").host).toBe("127.0.0.1:3000");
    } finally {
      setHostReader(tryCanonicalHost);
    }
  });

  test("a host of our own that is none is told to whoever configured it", () => {
    expect(() => parseResource("acct:alice@example.com", { hosts: ["a..b"] })).toThrow(
      expect.objectContaining({ code: "host_malformed" }),
    );
  });
});
