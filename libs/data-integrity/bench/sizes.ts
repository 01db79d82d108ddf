// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "data-integrity", module: 'export * from "@mastic/data-integrity";', budget: 6_000 },
  {
    name: "data-integrity: verifying",
    module: 'export { assertionMethodOf, parseProofs, verifyProof } from "@mastic/data-integrity";',
    budget: 4_000,
  },
  {
    name: "data-integrity: signing",
    module: 'export { addProof } from "@mastic/data-integrity";',
    budget: 4_000,
  },
];
