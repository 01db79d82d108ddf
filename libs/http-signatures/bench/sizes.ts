// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "http-signatures", module: 'export * from "@mastic/http-signatures";', budget: 12_000 },
  {
    name: "http-signatures: verify a draft-cavage request",
    module: 'export { parseCavageSignature, verifyCavageSignature } from "@mastic/http-signatures";',
    budget: 5_000,
  },
  {
    name: "http-signatures: verify an RFC 9421 request",
    module: 'export { parseRfc9421Signatures, verifyRfc9421Signature } from "@mastic/http-signatures";',
    budget: 8_000,
  },
  {
    name: "http-signatures/structured-fields",
    module: 'export * from "@mastic/http-signatures/structured-fields";',
    budget: 3_000,
  },
  { name: "http-signatures/keys", module: 'export * from "@mastic/http-signatures/keys";', budget: 3_000 },
  {
    name: "http-signatures/webcrypto",
    module: 'export * from "@mastic/http-signatures/webcrypto";',
    budget: 4_000,
  },
];
