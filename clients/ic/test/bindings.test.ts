import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bindingsFolder, interfaces, writeBindings } from "../build/bindings.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bindings-"));
  await writeBindings(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test.each(interfaces)("the bindings of the %s canister are those of its interface", async (name) => {
  const wanted = await readFile(join(folder, `${name}.did.ts`), "utf8");
  expect(await readFile(join(bindingsFolder, `${name}.did.ts`), "utf8")).toBe(wanted);
});
