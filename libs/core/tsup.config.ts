// The build of the package, with an entry for each kind of reader: hosts, writers of engines, tests.

import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/contract.ts", "src/engine.ts", "src/memory.ts"]);
