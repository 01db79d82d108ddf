import { libraryInOneFile } from "../../tsup.base.ts";

export default libraryInOneFile(["src/idna.ts"], ["international.ts"]);
