// The build of the server's package, with the web app that it serves.

import { cpSync } from "node:fs";
import { library } from "../../tsup.base.ts";

export default library(["src/index.ts", "src/cli.ts"], {
  // The package brings the web app along: decisions/023.
  async onSuccess() {
    cpSync("../../apps/web/dist", "dist/app", { recursive: true });
  },
});
