/** Runs the examples of the README, as a user's program would. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wat } from "../src/wat.test-support.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gsu)].map(([, code = ""]) => code);

/** Replies with how often it was called, as Candid's `(nat32)`. */
const counter = wat(`
  (global $count (mut i32) (i32.const 0))
  (func (export "canister_update increment")
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.store (i32.const 7) (global.get $count))
    (call $append (i32.const 0) (i32.const 11))
    (call $reply))
  (data (i32.const 0) "DIDL\\00\\01\\79")`);

// Inside of the package, so that it finds itself and its dependencies by name.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, "test", ".example-"));
  writeFileSync(join(folder, "counter.wasm"), counter);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(example: string | undefined): string {
  const file = join(folder, "example.ts");
  writeFileSync(file, example ?? "");
  const node = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning", file];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

it("the first example of the README counts and tells its instructions", () => {
  expect(run(examples[0])).toMatch(/^canister_update increment \d+n\n$/u);
});

it("the second example of the README is served to an agent", () => {
  const [controllers, url] = run(examples[1]).split("\n");
  expect(controllers).toBe("2vxsx-fae");
  expect(url).toMatch(/^http:\/\/bnz7o-iuaaa-aaaaa-qaaaa-cai\.localhost:\d+\/$/u);
});
