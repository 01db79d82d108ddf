// Identifiers and links.
import { describe, expect, it } from "vitest";
import { isIdentifier, isWebUrl } from "./index.ts";

describe("isIdentifier", () => {
  it.each(["https://a.example/", "http://a.example", "did:key:z6Mk", "ap://did:key:z6Mk/1", "tag:a.example,2017:1", "urn:uuid:1", "HTTPS://A.EXAMPLE"])(
    "%s",
    (id) => expect(isIdentifier(id)).toBe(true),
  ); // prettier-ignore
  it.each(["", "alice", "/users/1", "//a.example", ":x", "https:", "javascript:x", "JavaScript:x", "data:,x", "blob:x", "1a:b", "https://a.example/ ", "https://a\u00a0b", "https://a\n", "https://a.example/<b>", 'x:"', "x:\\", "https://", "http:a.example", "https:///a", "HTTPS://?x", "https://#x", "https://:443/"])(
    "not %s",
    (id) => expect(isIdentifier(id)).toBe(false),
  ); // prettier-ignore
});

describe("isWebUrl", () => {
  it.each(["https://a.example", "http://a.example/x?y#z", "HTTPS://a"])("%s", (url) =>
    expect(isWebUrl(url)).toBe(true),
  );
  it.each(["https:a.example", "https:///a", "https://", "https://?x", "ftp://a.example", "mailto:a@a.example", "https:/\\a", "did:key:x"])(
    "not %s",
    (url) => expect(isWebUrl(url)).toBe(false),
  ); // prettier-ignore
});
