/** The identities of people in tests: a name is all that it takes to be somebody. */

import { Ed25519KeyIdentity } from "@icp-sdk/core/identity";

export function identityOf(name: string): Ed25519KeyIdentity {
  return Ed25519KeyIdentity.generate(new TextEncoder().encode(name.padEnd(32, ".")).slice(0, 32));
}
