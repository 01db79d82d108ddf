// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "snowflake", module: 'export * from "@mastic/snowflake";', budget: 1_500 },
  {
    name: "snowflake: making ids",
    module: 'export { formatSnowflake, nextSnowflake, parseSnowflake } from "@mastic/snowflake";',
    budget: 1_000,
  },
];
