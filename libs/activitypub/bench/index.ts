// Prints the figures of bench/documents.ts as JSON.

import { benchDocuments } from "./documents.ts";

console.log(JSON.stringify(await benchDocuments(), undefined, 2));
