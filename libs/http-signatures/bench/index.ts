// Prints the figures of this folder as JSON: speed, growth with hostile input, size.

import { benchLinear } from "./linear.ts";
import { benchSizes } from "./size.ts";
import { benchSignatures } from "./verify.ts";

const rows = [...(await benchSignatures()), ...benchLinear(), ...(await benchSizes())];
console.log(JSON.stringify(rows, undefined, 2));
