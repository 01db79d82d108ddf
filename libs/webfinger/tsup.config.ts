// The build of the package: its index in one file, with host-meta and NodeInfo as entries of their own.

import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(["src/host-meta.ts", "src/nodeinfo.ts"], ["error.ts", "host.ts"]);
