// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "validation", module: 'export * from "@mastic/validation";', budget: 12_000 },
  {
    name: "validation: Handle, Hashtag and Acct",
    module: 'export { Acct, Handle, Hashtag } from "@mastic/validation";',
    budget: 3_000,
  },
  { name: "validation/idna", module: 'export * from "@mastic/validation/idna";', budget: 25_000 },
];
