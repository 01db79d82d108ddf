import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the example of the README's section on HTTP runs", async () => {
  const section = readFileSync(`${root}/README.md`, "utf8").split("## Over HTTP")[1] ?? "";
  const example = /```ts\n([^]*?)```/.exec(section)?.[1] ?? "";
  // A process of its own: the package finds itself by its name from its own folder.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@mastic/source", "--input-type=module-typescript", "--eval", example],
    { cwd: root, timeout: 30_000 },
  );
  expect(stdout).toMatch(/^2vxsx-fae\nhttp:\/\/bnz7o-iuaaa-aaaaa-qaaaa-cai\.localhost:\d+\/\n$/);
});
