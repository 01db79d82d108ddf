import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(
  ["src/webcrypto.ts", "src/node.ts", "src/keys.ts", "src/structured-fields.ts"],
  ["error.ts"],
);
