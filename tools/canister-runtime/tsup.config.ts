import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/pocket-ic.ts", "src/engine/worker-thread.ts"]);
