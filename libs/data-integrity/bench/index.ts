// Prints the figures of this package as JSON: speed of proofs, and how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { benchProofs } from "./proofs.ts";
import { SIZES } from "./sizes.ts";

const rows = [...(await benchProofs()), ...(await bundleSizes(import.meta.dirname, SIZES))];
console.log(JSON.stringify(rows, undefined, 2));
