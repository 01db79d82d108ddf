// The build of the package: its index in one file, and IDNA as an entry of its own.

import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(["src/idna.ts"], ["international.ts"]);
