/** What `npm run build` reports: the sizes of the modules, and what it costs to install them. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { INSTALL_LIMIT } from "../../build/installCost.ts";
import { moduleFile, root } from "../../build/canisters.ts";

it("tells the size, the instructions of an installation and the command for it", { timeout: 240_000 }, () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: { build: string };
  };
  const [, ...args] = scripts.build.split(" ");
  const said = execFileSync(process.execPath, [...args, "user"], { cwd: root, encoding: "utf8" });
  const size = Number(/^user .* gzipped +(\d+) kB$/m.exec(said)?.[1]);
  expect(size).toBe(Math.round(readFileSync(moduleFile("user")).length / 1_000));
  const millions = Number(/^user +install ([\d,]+) M instructions/m.exec(said)?.[1]?.replaceAll(",", ""));
  // The engine reads the program: more than nothing, and far from what the network allows.
  expect(millions).toBeGreaterThan(100);
  expect(millions).toBeLessThan(Number(INSTALL_LIMIT) / 1e6 / 10);
  expect(said).toContain("300,000 M");
  expect(said).not.toMatch(/^directory/m);
  expect(said).toContain("npm run deploy -w adapters/ic");
});
