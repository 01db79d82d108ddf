import { expect, test } from "vitest";
import ambient from "./ambient.json" with { type: "json" };
import { bareEngine } from "./bare-engine.test-support.ts";

test("what a canister's engine lacks is not there", async () => {
  const { evaluate } = await bareEngine("export const one = 1;", import.meta.dirname);
  expect(evaluate("example.one")).toBe(1);
  for (const name of ambient) {
    expect(() => evaluate(name)).toThrow(`${name} is not defined`);
    expect(evaluate(`globalThis.${name}`)).toBeUndefined();
  }
});

test("what is lent is there, and a module that wants more fails", async () => {
  const { evaluate } = await bareEngine("export const two = one + 1;", import.meta.dirname, { one: 1 });
  expect(evaluate("example.two")).toBe(2);
  const greedy = bareEngine("export const at = new URL('https://a.example');", import.meta.dirname);
  await expect(greedy).rejects.toThrow("URL is not defined");
});
