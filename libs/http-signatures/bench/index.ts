// Prints the figures of bench/verify.ts as JSON.

import { benchSignatures } from "./verify.ts";

console.log(JSON.stringify(await benchSignatures(), undefined, 2));
