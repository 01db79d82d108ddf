import { describe, expect, it } from "vitest";
import { isCommonPassword } from "./commonPassword.ts";

describe("isCommonPassword", () => {
  it.each([
    "password",
    "Password1",
    "12345678",
    "QWERTYUIOP",
    "iloveyou",
    "zzzzzzzzz",
    "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
  ])("knows %s", (password) => expect(isCommonPassword(password)).toBe(true));

  it.each(["correct horse", "password of mine", "battery staple", "a1b2c3d4e5", ""])(
    "lets %o pass",
    (password) => expect(isCommonPassword(password)).toBe(false),
  );
});
