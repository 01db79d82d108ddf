// Prints the figures of this package as JSON: speed of parsing and sanitising, and how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { benchDocuments } from "./documents.ts";
import { SIZES } from "./sizes.ts";

const rows = [...(await benchDocuments()), ...(await bundleSizes(import.meta.dirname, SIZES))];
console.log(JSON.stringify(rows, undefined, 2));
