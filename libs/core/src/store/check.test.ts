import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkKey,
  checkKeys,
  checkUnique,
  checkUniques,
  isStorableText,
  storableText,
  type Cells,
} from "./check.ts";
import { snowflake, text } from "./column.ts";
import { planMany, planScan } from "./scan.ts";
import { table, type AnyTable } from "./table.ts";

describe("storableText", () => {
  it("puts U+FFFD for what some engine could not keep, and leaves the rest", () => {
    expect(storableText("a\0b\ud800c\udc00\u{1f600}")).toBe("a\ufffdb\ufffdc\ufffd\u{1f600}");
    expect(storableText("\udc00\ud800")).toBe("\ufffd\ufffd");
  });

  it("always gives text that can be kept: that survives UTF-8", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => {
          const kept = storableText(text);
          expect(isStorableText(kept)).toBe(true);
          expect(Buffer.from(kept).toString()).toBe(kept);
          expect(kept).toHaveLength(text.length);
          expect(isStorableText(text)).toBe(kept === text);
        },
      ),
    );
  });
});

describe("checks of many at once", () => {
  const columns = { id: snowflake(), name: text(), host: text().nullable() };
  const tables: AnyTable[] = [["id"], ["name"], ["id", "name"]].map((primaryKey) =>
    table("things", {
      scope: "instance",
      columns,
      primaryKey: primaryKey as ("id" | "name")[],
      unique: { host: ["host"], both: ["host", "name"] },
      indexes: { byHost: ["host"], byBoth: ["host", "name"] },
    }),
  );
  const value = fc.constantFrom<unknown>(
    0n,
    7n,
    -1n,
    1n << 63n,
    "a",
    "",
    "\0",
    "\ud800",
    null,
    undefined,
    3,
    {},
  );
  const cells: fc.Arbitrary<Cells> = fc.dictionary(fc.constantFrom("id", "name", "host", "other"), value);
  const many = fc.array(cells, { maxLength: 4 });
  const constraint = fc.constantFrom("host", "both", "none");
  const index = fc.constantFrom("primary", "byHost", "byBoth", "none");

  function outcome(run: () => unknown): unknown {
    try {
      return { found: run() };
    } catch (error) {
      return { error };
    }
  }
  const sameAs = (together: () => unknown, apart: () => unknown): void => {
    expect(outcome(together)).toEqual(outcome(apart));
  };

  it("say what the checks of each say", () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), many, constraint, index, (of, each, unique, scanned) => {
        sameAs(
          () => checkKeys(of, each),
          () => each.forEach((it) => checkKey(of, it)),
        );
        sameAs(
          () => checkUniques(of, unique, each),
          () => each.forEach((it) => void checkUnique(of, unique, it)),
        );
        const options = { index: scanned, limit: 5 };
        sameAs(
          () => planMany(of, options, each).each,
          () => {
            planScan(of, options);
            return each.map((equals) => planScan(of, { ...options, equals }).equals);
          },
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
