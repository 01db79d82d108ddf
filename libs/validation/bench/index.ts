// Prints the figures of this package as JSON: how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";

const from = 'from "@mastic/validation"';
const rows = await bundleSizes(import.meta.dirname, [
  { name: "validation", module: `export * ${from};`, budget: 12_000 },
  {
    name: "validation: Handle, Hashtag and Acct",
    module: `export { Acct, Handle, Hashtag } ${from};`,
    budget: 3_000,
  },
  { name: "validation/idna", module: 'export * from "@mastic/validation/idna";', budget: 25_000 },
]);
console.log(JSON.stringify(rows, undefined, 2));
