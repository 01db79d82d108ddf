// Prints the figures of this package as JSON: growth with hostile text, how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { benchLinear } from "./linear.ts";
import { SIZES } from "./sizes.ts";

const rows = [...(await benchLinear()), ...(await bundleSizes(import.meta.dirname, SIZES))];
console.log(JSON.stringify(rows, undefined, 2));
