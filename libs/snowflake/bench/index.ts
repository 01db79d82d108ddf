// Prints the figures of this package as JSON: how much code an import brings.

import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";

const from = 'from "@mastic/snowflake"';
const rows = await bundleSizes(import.meta.dirname, [
  { name: "snowflake", module: `export * ${from};`, budget: 1_500 },
  {
    name: "snowflake: making ids",
    module: `export { formatSnowflake, nextSnowflake, parseSnowflake } ${from};`,
    budget: 1_000,
  },
]);
console.log(JSON.stringify(rows, undefined, 2));
