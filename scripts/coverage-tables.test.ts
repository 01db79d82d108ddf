import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./child.mjs";
import {
  coverageTables,
  namedSections,
  sectionIds,
  type Specification,
} from "./coverage-tables.test-support.ts";
import { PROTOCOL_LIBRARIES } from "./protocol-libraries.ts";

const FATES = ["done", "refused", "out of scope"];

const files = globSync("vectors/specifications/*.json", { cwd: root });

test("each library of a protocol has its specifications listed", () => {
  expect(files.map((file) => basename(file, ".json")).toSorted()).toEqual(PROTOCOL_LIBRARIES);
});

describe.each(files)("%s", (file) => {
  const library = basename(file, ".json");
  const { specifications } = JSON.parse(readFileSync(join(root, file), "utf8")) as {
    specifications: Specification[];
  };
  const tables = coverageTables(readFileSync(join(root, "libs", library, "README.md"), "utf8"));

  test("has a table in the README for each specification, and the README has no other", () => {
    expect(tables.map(({ title }) => title)).toEqual(specifications.map(({ title }) => title));
  });

  test.each(specifications)("$title: each section once, with its fate", (specification) => {
    const ids = sectionIds(specification);
    const rows = tables.find(({ title }) => title === specification.title)?.rows ?? [];
    const named = rows.flatMap(([sections = ""]) => namedSections(sections, ids));
    expect(named.toSorted()).toEqual(ids.toSorted());
    expect(rows.filter(([, fate = ""]) => !FATES.includes(fate))).toEqual([]);
    const unexplained = rows.filter(([, fate, how]) => fate !== "done" && how === "");
    expect(unexplained).toEqual([]);
  });
});

describe("a table", () => {
  const ids = ["1", "1.1", "2", "A", "A.1"];

  test("names sections alone, in a row, and with words", () => {
    expect(namedSections("1 to 2", ids)).toEqual(["1", "1.1", "2"]);
    expect(namedSections("A; 1.1 `a`, to b", ids)).toEqual(["A", "1.1"]);
    expect(namedSections("Add to it to Remove it", ["Add", "Add to it", "Remove it"])).toEqual([
      "Add to it",
      "Remove it",
    ]);
  });

  test.each(["3", "1.2", "1.10", "about 1", "1 to 4", ""])("cannot name %j", (cell) => {
    expect(() => namedSections(cell, ids)).toThrow("no section");
  });

  test("is read from under its heading alone", () => {
    const readme = "| a |\n\n## Coverage\n\n| S | | |\n|---|-|-|\n| 1 x | done | |\n\n## Errors\n\n| b |\n";
    expect(coverageTables(readme)).toEqual([{ title: "S", rows: [["1 x", "done", ""]] }]);
  });
});
