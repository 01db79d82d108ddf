import { expect, test } from "vitest";
import { turboLog } from "./turbo-log.mjs";

const line = (source: string, text: string): string =>
  JSON.stringify({ source, level: "stdout", timestamp: 1_795_274_441_399, text });

function read(lines: readonly string[]): { begun: string[]; complaint: string[] } {
  const begun: string[] = [];
  const log = turboLog((name) => begun.push(name));
  for (const it of lines) log.take(it);
  return { begun, complaint: log.complaint() };
}

const run = [
  line("turbo", "   • turbo 2.11.9"),
  line("@mastic/snowflake#build", "cache hit, replaying logs 96f2de01c68477e4"),
  line("@mastic/snowflake#build", "> tsup"),
  line("@mastic/validation#build", "cache miss, executing 63778867b8c2864e"),
  line("@mastic/validation#build", "> tsup"),
  line("@mastic/core#build", "cache bypass, force executing 12"),
];

test("the packages that are worked on are named as they begin, once", () => {
  expect(read(run).begun).toEqual(["@mastic/validation", "@mastic/core"]);
});

test("of a failure, what the package that failed has said is told", () => {
  const end = [
    line("@mastic/validation#build", "error TS1005"),
    line("turbo", "Failed:    @mastic/validation#build"),
  ];
  expect(read([...run, ...end]).complaint).toEqual([
    "@mastic/validation#build: cache miss, executing 63778867b8c2864e",
    "@mastic/validation#build: > tsup",
    "@mastic/validation#build: error TS1005",
  ]);
});

test("where no package is named, all is told, also what turbo did not write as JSON", () => {
  expect(read(["{ half", "", line("@mastic/core#build", "hm")]).complaint).toEqual([
    "@mastic/core#build: hm",
    "{ half",
  ]);
});
