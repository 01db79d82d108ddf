import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./child.mjs";
import { PROTOCOL_LIBRARIES } from "./protocol-libraries.ts";

/** Stand beside codes, to say who has to act. */
const KINDS = ["input", "limit", "remote"];

test.each(PROTOCOL_LIBRARIES)("the README of %s explains each error code, and no other", (library) => {
  const read = (name: string): string => readFileSync(join(root, "libs", library, name), "utf8");
  const [, union = ""] = /^export type \w+ErrorCode =([^;]*);/m.exec(read("api-report.md")) ?? [];
  const codes = Array.from(union.matchAll(/"([^"]+)"/g), ([, code]) => code);
  expect(codes.length).toBeGreaterThan(3);
  const [, section = ""] = /^## Errors$(.*)/ms.exec(read("README.md")) ?? [];
  const explained = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap((line) => Array.from((line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g), ([, name = ""]) => name))
    .filter((name) => !KINDS.includes(name));
  expect(explained.toSorted()).toEqual(codes.toSorted());
});
