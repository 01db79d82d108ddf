// Prints the figures of this package as JSON: how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { SIZES } from "./sizes.ts";

console.log(JSON.stringify(await bundleSizes(import.meta.dirname, SIZES), undefined, 2));
