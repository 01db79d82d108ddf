import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bareEngine, readmePairs } from "../../../scripts/bare-engine.test-support.ts";

test("the README's example runs without any ambient capability", async () => {
  const pairs = await readmePairs(import.meta.dirname);
  expect(pairs.length).toBeGreaterThan(7);
  for (const [actual, expected] of pairs) expect(actual).toEqual(expected);
});

test("so does that of building", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const example = /^buildObject\([^]*?\);$/m.exec(readme)?.[0] ?? "";
  const module = `import { buildObject, parseActivity } from "@mastic/activitypub";
    const alice = "https://mastic.example/users/alice";
    const id = alice + "/invites/1";
    const built = ${example}
    export const read = JSON.stringify(parseActivity(built).object);`;
  const engine = await bareEngine(module, import.meta.dirname);
  expect(JSON.parse(String(engine.evaluate("example.read")))).toMatchObject({
    value: { type: "Event", startTime: 1_795_248_000_000, raw: { startTime: "2026-11-21T08:00:00Z" } },
  });
});
