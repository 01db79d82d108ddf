import { integer, snowflake, table, text, type Schema } from "@mastic/core";
import { expect, it } from "vitest";
import { TestMap, trap } from "../../src/store/stableMap.test-support.ts";
import { openStableStore } from "../../src/store/store.ts";
import { auditStore } from "./auditStore.ts";

const parents = table("parents", {
  scope: "user",
  columns: { id: snowflake(), name: text() },
  primaryKey: ["id"],
});
const children = table("children", {
  scope: "user",
  columns: { id: snowflake(), parentId: snowflake(), word: text(), size: integer() },
  primaryKey: ["id"],
  unique: { word: ["word"] },
  indexes: { bySize: ["size"] },
  foreignKeys: [{ columns: ["parentId"], references: () => parents, onDelete: "cascade" }],
});
const schema: Schema = { version: 1, tables: [parents, children], migrations: [] };

async function filled(): Promise<Map<string, Uint8Array>> {
  const map = new TestMap();
  const store = openStableStore({ map, schema, clock: () => 0, trap });
  await store.turn(7n, async (turn) => {
    await turn.insert(parents, { id: 1n, name: "one" });
    for (let id = 2n; id < 120n; id += 1n)
      await turn.insert(children, {
        id,
        parentId: 1n,
        word: `w${id}`.padEnd(40, "."),
        size: Number(id % 7n),
      });
    turn.emit({ kind: "told", payload: null, body: { id: "b", content: "text" } });
  });
  return map.copy();
}

it("finds nothing wrong with what the store has written", async () => {
  expect(auditStore(await filled(), schema)).toEqual([]);
});

it("finds that anything at all is missing", async () => {
  const map = await filled();
  for (const place of map.keys()) {
    // The catalog and the counters: without them it is another store.
    if (place === "C" || place === "M") continue;
    const rest = new Map(map);
    rest.delete(place);
    const find = () => auditStore(rest, schema);
    let faults: string[];
    try {
      faults = find();
    } catch (error) {
      faults = [String(error)];
    }
    expect(faults, place).not.toEqual([]);
  }
});

it("finds what is too much", async () => {
  const map = await filled();
  const [row] = [...map].filter(([place]) => place.startsWith("R"));
  if (row === undefined) throw new Error("There is no row.");
  expect(auditStore(new Map([...map, [`${row[0]}1`, row[1]]]), schema)).not.toEqual([]);
  expect(auditStore(new Map([...map, ["Pzz", row[1]]]), schema)).toEqual(["nothing leads to Pzz"]);
});
