// Prints the figures of bench/proofs.ts as JSON.

import { benchProofs } from "./proofs.ts";

console.log(JSON.stringify(await benchProofs(), undefined, 2));
