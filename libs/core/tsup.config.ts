import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/contract.ts", "src/engine.ts", "src/memory.ts"]);
