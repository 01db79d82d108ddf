/** Mastodon: PATCH /api/v1/accounts/update_credentials, `source`: what new posts begin with. */

import type { Transport } from "../../ports/transport.ts";
import { credentialAccount, type CredentialAccount } from "../entities/account.ts";
import type { Visibility } from "../entities/status.ts";
import { read } from "../read.ts";

export interface PostingDefaults {
  readonly visibility: Visibility;
  /** BCP 47; empty where nobody has chosen. */
  readonly language: string;
  readonly sensitive: boolean;
}

export async function updatePostingDefaults(
  transport: Transport,
  { visibility: privacy, language, sensitive }: PostingDefaults,
): Promise<CredentialAccount> {
  const path = "/api/v1/accounts/update_credentials";
  const body = { source: { privacy, language, sensitive } };
  return read(credentialAccount, (await transport.request({ method: "PATCH", path, body })).body);
}
