// Prints the figures of this folder as JSON: speed, growth with hostile input, size.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { benchLinear } from "./linear.ts";
import { SIZES } from "./sizes.ts";
import { benchSignatures } from "./verify.ts";

const rows = [
  ...(await benchSignatures()),
  ...benchLinear(),
  ...(await bundleSizes(import.meta.dirname, SIZES)),
];
console.log(JSON.stringify(rows, undefined, 2));
