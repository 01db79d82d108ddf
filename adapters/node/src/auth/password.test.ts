import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { passwords } from "./password.ts";

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

describe("passwords", () => {
  const { hash: hashPassword, verify, needsRehash } = passwords();

  it("are argon2id hashes with a salt of their own", async () => {
    const [one, other] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(needsRehash(one)).toBe(false);
    expect(await verify("correct horse", one)).toBe(true);
    expect(await verify("correct house", one)).toBe(false);
  });

  it("are the same however their accents are composed", async () => {
    expect(await verify("cafe\u0301 latte", await hashPassword("caf\u00e9 latte"))).toBe(true);
  });

  it("verify with the parameters of their time, and ask for a new hash", async () => {
    const old = await hash("correct horse", {
      memoryCost: 8_192,
      timeCost: 1,
    });
    expect([await verify("correct horse", old), needsRehash(old)]).toEqual([true, true]);
  });

  it.each([
    ["", "password_too_short"],
    ["1234567", "password_too_short"],
    ["😀".repeat(7), "password_too_short"],
    ["a".repeat(129), "password_too_long"],
  ])("of a wrong length are refused", async (password, code) => {
    await expect(hashPassword(password)).rejects.toMatchObject({ code });
  });

  it("do not verify against nonsense, or at a length that nobody can have", async () => {
    expect(await verify("correct horse", "plain text")).toBe(false);
    expect(await verify("", await hashPassword("correct horse"))).toBe(false);
    expect(await verify("a".repeat(10_000_000), await hashPassword("correct horse"))).toBe(false);
  });

  it("take as long for a user who does not exist", async () => {
    const stored = await hashPassword("correct horse");
    await verify("warm up", undefined);
    const time = async (hashed: string | undefined): Promise<number> => {
      const started = performance.now();
      expect(await verify("wrong password", hashed)).toBe(false);
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 9; i++) {
      known.push(await time(stored));
      unknown.push(await time(undefined));
    }
    const ratio = median(unknown) / median(known);
    // Without the work it would be below 0.01; the rest is room for a busy machine.
    expect(ratio).toBeGreaterThan(0.2);
    expect(ratio).toBeLessThan(5);
  });

  it("are refused when too many wait", async () => {
    const few = passwords({ concurrency: 1, maxWaiting: 1 });
    const results = await Promise.allSettled(["a", "b", "c"].map((text) => few.verify(text, undefined)));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(results[2]).toMatchObject({ reason: { code: "busy" } });
    expect(await few.verify("later", undefined)).toBe(false);
  });
});
