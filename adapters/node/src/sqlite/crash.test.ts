import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crashSchema, crashTables } from "./crash.child.ts";
import { openSqliteStore } from "./store.ts";

const { batches, items } = crashTables;
const child = join(import.meta.dirname, "crash.child.ts");
const ROUNDS = 8;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mastic-crash-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the child until `count` turns are acknowledged and a moment more, kills it, gives what it acknowledged. */
async function runAndKill(path: string, count: number, moment: number): Promise<bigint[]> {
  const process_ = spawn(process.execPath, ["--conditions=@mastic/source", child, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(process_, "close");
  let output = "";
  let isDying = false;
  process_.stdout.setEncoding("utf8");
  for await (const chunk of process_.stdout) {
    output += String(chunk);
    if (isDying || output.split("\n").length <= count) continue;
    isDying = true;
    setTimeout(() => process_.kill("SIGKILL"), moment);
  }
  await closed;
  expect(process_.signalCode).toBe("SIGKILL");
  return output.slice(0, output.lastIndexOf("\n")).split("\n").map(BigInt);
}

describe("SQLite store killed with SIGKILL", () => {
  it("has every acknowledged turn whole, no partial turn, and goes on", { timeout: 120_000 }, async () => {
    const path = join(directory, "mastic.sqlite");
    const acknowledged: bigint[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged.push(...(await runAndKill(path, 20 + round * 30, Math.random() * 40)));
      const store = openSqliteStore({ path, schema: crashSchema, clock: () => Date.now() });
      const kept = new Set<bigint>();
      await store.view(1n, async (view) => {
        let after: { id: bigint } | undefined;
        do {
          const page = await view.scan(batches, { limit: 1000, ...(after === undefined ? {} : { after }) });
          for (const { id, rows } of page.rows) {
            kept.add(id);
            expect(await view.count(items, { equals: { batchId: id } })).toBe(rows);
          }
          after = page.next as { id: bigint } | undefined;
        } while (after !== undefined);
      });
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      const effects = await store.effects.claim({ now: Date.now() + 60_000, limit: 1e6, leaseMillis: 1 });
      expect(new Set(effects.map(({ payload }) => BigInt(payload as string)))).toEqual(kept);
      for (const { payload, body } of effects) expect(body).toEqual({ id: payload, content: "b" });
      const greatest = [...kept, ...effects.map(({ id }) => id)].reduce((a, b) => (a > b ? a : b));
      expect(await store.turn(1n, async (turn) => turn.nextId())).toBeGreaterThan(greatest);
      await store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 20);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
  });
});
