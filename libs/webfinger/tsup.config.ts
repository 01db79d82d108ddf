import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/host-meta.ts", "src/nodeinfo.ts"]);
