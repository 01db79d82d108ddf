import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withRoutes } from "../test/routeTable.ts";
import { routes } from "./routes.ts";

it("the README lists every route, as the table of routes has it", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toBe(withRoutes(readme, routes));
  for (const { path } of routes) expect(readme).toContain(`\`${path}\``);
});
