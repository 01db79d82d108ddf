// The build of the package: its index in one file, and an entry for each platform's crypto.

import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(
  ["src/webcrypto.ts", "src/node.ts", "src/keys.ts", "src/structured-fields.ts"],
  ["error.ts"],
);
