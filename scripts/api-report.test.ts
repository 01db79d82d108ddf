import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { LIBRARIES, makeReports, reportFile } from "./api-report/reports.ts";

test("the API reports say what the libraries offer: `npm run api-report` writes them anew", async () => {
  const reports = await makeReports();
  for (const library of LIBRARIES)
    expect(readFileSync(reportFile(library), "utf8"), library).toBe(reports.get(library));
}, 60_000);

test.each(LIBRARIES)("each name that %s exports is in its report", (library) => {
  const report = readFileSync(reportFile(library), "utf8");
  const index = ts.createSourceFile(
    "index.ts",
    readFileSync(new URL(`../libs/${library}/src/index.ts`, import.meta.url), "utf8"),
    ts.ScriptTarget.ESNext,
  );
  const names = index.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [],
    );
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(report))).toEqual([]);
});
