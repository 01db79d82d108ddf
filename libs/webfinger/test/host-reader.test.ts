// A file of its own: no other test has set a reader here.

import { tryCanonicalHost } from "@mastic/validation";
import { expect, test } from "vitest";
import { parseAccount, setHostReader } from "../src/index.ts";

test("IPv6 addresses are no hosts until a program says so", () => {
  expect(() => parseAccount("alice@[2001:DB8::1]")).toThrow(
    expect.objectContaining({ code: "acct_malformed" }),
  );
  setHostReader(tryCanonicalHost);
  expect(parseAccount("alice@[2001:DB8::1]").host).toBe("[2001:db8::1]");
});
