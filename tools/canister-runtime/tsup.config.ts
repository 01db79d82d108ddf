// The build of the package: the runtime, its PocketIC host, and the thread in which canisters run.

import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/pocket-ic.ts", "src/engine/worker-thread.ts"]);
