/** A thousand people on one node, made through its domain before it runs: over HTTP it would take minutes, for their keys alone. */

import { generateKeyPairSync } from "node:crypto";
import { homePerformers, INSTANCE, users, type KeyCrypto } from "@mastic/core";
import { hashToken, newToken } from "../../src/auth/token.ts";
import { readConfig } from "../../src/config/config.ts";
import { openNode, type Node } from "../../src/node.ts";
import { credentials, oauthTokens } from "../../src/oauth/tables.ts";

export interface Villager {
  readonly handle: string;
  readonly accessToken: string;
}

/**
 * Makes people who have asked to follow somebody elsewhere; the Follows leave when the node starts.
 * @param environment of the node, which does not run
 */
export async function settleVillage(
  environment: Readonly<Record<string, string>>,
  count: number,
  actorUri: string,
): Promise<Villager[]> {
  const node = openNode(readConfig(environment, "/"));
  try {
    const villagers: Villager[] = [];
    for (let n = 0; n < count; n += 1) villagers.push(await register(node, `follower${n}`));
    await furnishAll(node, count);
    for (const { handle } of villagers) {
      const row = await node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
      if (row === undefined) throw new Error(`${handle} is not here.`);
      await node.user(row.id).followUser(row, { account: actorUri });
    }
    return villagers;
  } finally {
    await node.close();
  }
}

async function register({ directory, store }: Node, handle: string): Promise<Villager> {
  const accessToken = newToken();
  const { principal } = await directory.signUp({ principal: `principal-${handle}` }, { handle });
  await store.turn(INSTANCE, async (turn) => {
    const [email, passwordHash, createdAt] = [null, "", turn.now];
    await turn.insert(credentials, { principal, handle, email, passwordHash, createdAt, epoch: 0 });
    await turn.insert(oauthTokens, {
      tokenHash: hashToken(accessToken),
      clientId: "village",
      principal,
      scopes: ["read"],
      createdAt,
      revoked: false,
      codeHash: null,
      withPkce: false,
      epoch: 0,
    });
  });
  return { handle, accessToken };
}

/** Makes the homes, with the same keys for all of them. */
async function furnishAll({ context, store }: Node, count: number): Promise<void> {
  const { createHome } = homePerformers(context, onePair());
  for (let made = 0; made < count;) {
    const kinds = ["createHome"];
    const effects = await store.effects.claim({ now: Date.now(), limit: count, leaseMillis: 60_000, kinds });
    for (const effect of effects) {
      const outcome = await createHome(effect);
      if (outcome.status !== "done") throw new Error(`No home: ${outcome.error}`);
    }
    await store.effects.complete(effects.map(({ id }) => id));
    made += effects.length;
    if (effects.length === 0) throw new Error("There are fewer homes to make than people.");
  }
}

function onePair(): KeyCrypto {
  const encoding = {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  } as const;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048, ...encoding });
  const ed25519 = generateKeyPairSync("ed25519", encoding);
  return {
    async generateKeyPair(algorithm) {
      const { publicKey, privateKey } = algorithm === "ed25519" ? ed25519 : rsa;
      return { publicKeyPem: publicKey, privateKeyPem: privateKey };
    },
  };
}
