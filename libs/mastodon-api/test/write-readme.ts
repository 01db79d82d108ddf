/** Writes the table of routes into the README: `npm run readme -w @mastic/mastodon-api`. */

import { readFileSync, writeFileSync } from "node:fs";
import { routes } from "../src/routes.ts";
import { withRoutes } from "./routeTable.ts";

const file = new URL("../README.md", import.meta.url);
writeFileSync(file, withRoutes(readFileSync(file, "utf8"), routes));
