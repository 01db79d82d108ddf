import { library } from "../../tsup.base.ts";

export default library([
  "src/index.ts",
  "src/webcrypto.ts",
  "src/node.ts",
  "src/keys.ts",
  "src/structured-fields.ts",
]);
