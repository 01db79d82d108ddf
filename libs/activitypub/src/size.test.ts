// What the package weighs in a bundle: minified and compressed, as its users pay for it.
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

async function weight(exports: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${exports} from "./index.ts"`, resolveDir: import.meta.dirname, loader: "ts" },
    conditions: ["@mastic/source"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

describe("the size, in bytes of minified gzip", () => {
  it.each([
    ["of all of it", "*", 28_000],
    ["of reading with all of the vocabulary", "{ parse }", 8_000],
    [
      "of reading statuses, profiles and what is done with them",
      "{ parser, activities, actors, contents }",
      7_200,
    ],
    ["of sanitising", "{ sanitizeHtml }", 5_400],
  ])("%s", async (_, exports, most) => {
    expect(await weight(exports)).toBeLessThan(most);
  });

  it("counts only what is imported", async () => {
    expect(await weight("{ isPublic }")).toBeLessThan(250);
  });
});
