import { describe, expect, it } from "vitest";
import { isPublicName } from "./publicName.ts";

describe("hosts that outcalls may go to", () => {
  it.each(["there.example", "there.example:8443", "xn--mnchen-3ya.de", "a.b.c.social", "1.de"])(
    "%s is one",
    (host) => {
      expect(isPublicName(host)).toBe(true);
    },
  );
  it.each([
    "127.0.0.1",
    "127.0.0.1:80",
    "10.1",
    "[::1]",
    "[::1]:443",
    "localhost",
    "localhost:8080",
    "api.localhost",
    "printer.local",
    "metadata.google.internal",
    "1.0.0.127.in-addr.arpa",
    "intranet",
    "",
  ])("%s is none", (host) => {
    expect(isPublicName(host)).toBe(false);
  });
});
