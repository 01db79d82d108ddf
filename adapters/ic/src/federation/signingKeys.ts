/**
 * The keys of this node's actors, fetched from their homes when they are first needed and kept to sign deliveries with
 * (RSA) and what is public in them (Ed25519, decision 024), also when the home is gone already (decision 013).
 */

import { accounts, addActorKey, keyPairs, type Context } from "@mastic/core";
import { callHome, homeOf } from "./homes.ts";

/**
 * Sees to it that the user's deliveries can be signed.
 * @returns whether they can: not before the home has made its key
 * @throws {CallError}
 */
export async function ensureSigningKey(context: Context, id: bigint): Promise<boolean> {
  if (await hasKey(context, id)) return true;
  const home = await homeOf(context, id);
  if (home === undefined) return false;
  const reply = await callHome(home, "get_signing_key", []);
  if ("Err" in reply) return false;
  const { public_key_pem: publicKeyPem, private_key_pem: privateKeyPem, proof_key } = reply.Ok;
  return context.store.turn(id, async (turn) => {
    if ((await turn.get(accounts, { id })) === undefined) return false;
    await addActorKey(turn, { name: "main-key", algorithm: "rsa-2048", publicKeyPem, privateKeyPem });
    for (const proof of proof_key) {
      const pair = { publicKeyPem: proof.public_key_pem, privateKeyPem: proof.private_key_pem };
      await addActorKey(turn, { name: "ed25519-key", algorithm: "ed25519", ...pair });
    }
    return true;
  });
}

function hasKey({ store }: Context, id: bigint): Promise<boolean> {
  return store.view(id, async (view) => (await view.get(keyPairs, { name: "main-key" })) !== undefined);
}
