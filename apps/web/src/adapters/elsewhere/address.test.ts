import { expect, it } from "vitest";
import { isSafe, originOf, readAddress } from "./address.ts";

it.each([
  ["mastodon.example", "mastodon.example", undefined],
  ["  Mastodon.Example/ ", "mastodon.example", undefined],
  ["https://mastodon.example/explore", "mastodon.example", undefined],
  ["https://mastodon.example/@anna", "mastodon.example", "anna"],
  ["@anna@mastodon.example", "mastodon.example", "anna"],
  ["anna@mastodon.example", "mastodon.example", "anna"],
  ["mastodon.example:8443", "mastodon.example:8443", undefined],
  ["bücher.example", "xn--bcher-kva.example", undefined],
  ["other.localhost:3000", "other.localhost:3000", undefined],
  ["localhost", "localhost", undefined],
])("reads %s", (written, host, user) => expect(readAddress(written)).toEqual({ host, user }));

it.each([
  "", "   ", "mastodon", "a b.example", "@anna", "@@mastodon.example", "ftp://mastodon.example", "javascript://x.example/%0aalert(1)",
  "https://me:secret@mastodon.example", "a@b@c.example", "https://", "x".repeat(301), "anna@", "/etc/passwd",
])("takes %j for no server", (written) => expect(readAddress(written)).toBeUndefined()); // prettier-ignore

it("sends tokens over TLS, or to this very device", () => {
  expect(originOf("mastodon.example")).toBe("https://mastodon.example");
  expect(originOf("other.localhost:81")).toBe("http://other.localhost:81");
  expect(originOf("localhost.example")).toBe("https://localhost.example");
  expect(isSafe("wss://stream.example/", "ws")).toBe(true);
  expect(isSafe("ws://stream.example/", "ws")).toBe(false);
  expect(isSafe("ws://127.0.0.1:4000", "ws")).toBe(true);
  expect(isSafe("javascript:alert(1)", "http")).toBe(false);
  expect(isSafe("nothing", "http")).toBe(false);
});
