import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(["src/host-meta.ts", "src/nodeinfo.ts"], ["error.ts"]);
