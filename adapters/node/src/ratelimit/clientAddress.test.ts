import { describe, expect, it } from "vitest";
import { addressKey, clientAddress } from "./clientAddress.ts";

describe("clientAddress", () => {
  it.each([
    ["10.0.0.1", undefined, 0, "10.0.0.1"],
    ["10.0.0.1", "203.0.113.1", 0, "10.0.0.1"],
    ["10.0.0.1", "203.0.113.1", 1, "203.0.113.1"],
    ["10.0.0.1", "198.51.100.9, 203.0.113.1", 1, "203.0.113.1"],
    ["10.0.0.1", "198.51.100.9, 203.0.113.1", 2, "198.51.100.9"],
    ["10.0.0.1", "203.0.113.1", 5, "203.0.113.1"],
    ["10.0.0.1", "unknown", 1, "10.0.0.1"],
    ["10.0.0.1", "", 1, "10.0.0.1"],
    ["::ffff:10.0.0.1", undefined, 0, "10.0.0.1"],
    ["10.0.0.1", "2001:DB8::0:1", 1, "2001:db8::1"],
  ])("%s, %s, %i: %s", (remote, forwarded, proxies, expected) => {
    expect(clientAddress(remote, forwarded, proxies)).toBe(expected);
  });
});

describe("addressKey", () => {
  it.each([
    ["203.0.113.1", "203.0.113.1"],
    ["::ffff:203.0.113.1", "203.0.113.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["unix socket", "unix socket"],
  ])("%s counts as %s", (address, expected) => {
    expect(addressKey(address)).toBe(expected);
  });
});
