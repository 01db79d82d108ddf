// The build of the package.

import { library } from "../../tsup.base.ts";

export default library(["src/index.ts"]);
