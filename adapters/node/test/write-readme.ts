/** Writes the table of commands into the README: `npm run readme -w @mastic/server`. */

import { readFileSync, writeFileSync } from "node:fs";
import { programOf } from "../src/commands/program.ts";
import { withCommands } from "./commandTable.ts";
import { idleHost } from "./idleHost.ts";

const file = new URL("../README.md", import.meta.url);
writeFileSync(file, withCommands(readFileSync(file, "utf8"), programOf(idleHost)));
