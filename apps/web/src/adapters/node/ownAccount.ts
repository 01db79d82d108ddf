/** What the node's own app may do to the account that is signed in to it, and no other app may: passkeys, moving and deleting it. */

import * as z from "zod/mini";
import {
  SignInMeansError,
  type Proof,
  type SignInMeans,
  type SignInMeansPort,
} from "../../ports/signInMeans.ts";
import { canUsePasskeys, makePasskey, usePasskey } from "./passkeys.ts";
import type { NodeSession } from "./session.ts";

const means = z.object({
  available: z.boolean(),
  has_password: z.boolean(),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      created_at: z.string(),
      last_used_at: z.nullable(z.string()),
    }),
  ),
});

export interface OwnAccount extends SignInMeansPort {
  deleteAccount(proof: Proof | undefined): Promise<void>;
  moveAccount(target: string, proof: Proof): Promise<void>;
}

export function ownAccount(session: NodeSession): OwnAccount {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const token = session.current()?.token;
    const response = await fetch(path, {
      method,
      headers: {
        accept: "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new SignInMeansError("offline", "The server cannot be reached.");
    });
    if (response.status === 401 && token === session.current()?.token) session.expire();
    if (response.status === 403) throw new SignInMeansError("not_proven", "The server does not believe it.");
    if (response.status === 429) throw new SignInMeansError("too_many", "The server asks to wait.");
    if (!response.ok) throw new SignInMeansError("refused", `The server answered ${response.status}.`);
    return response.json();
  };
  const proven = async (proof: Proof): Promise<object> =>
    proof.kind === "password"
      ? { password: proof.password }
      : { passkey: await usePasskey(await ask("POST", "/auth/proof", {})) };

  return {
    read: async () => readMeans(await ask("GET", "/auth/passkeys")),
    async add(proof, name) {
      const options = await ask("POST", "/auth/passkeys/options", await proven(proof));
      const passkey = await makePasskey(options);
      return readMeans(await ask("POST", "/auth/passkeys", { passkey, name }));
    },
    rename: async (id, name) => readMeans(await ask("PATCH", pathOf(id), { name })),
    async remove(id, proof) {
      await ask("POST", `${pathOf(id)}/remove`, await proven(proof));
      session.expire();
    },
    async deleteAccount(proof) {
      await ask("POST", "/auth/account/delete", proof === undefined ? {} : await proven(proof));
      session.expire();
    },
    async moveAccount(target, proof) {
      await ask("POST", "/auth/account/move", { target_account: target, ...(await proven(proof)) });
    },
  };
}

const pathOf = (id: string): string => `/auth/passkeys/${encodeURIComponent(id)}`;

function readMeans(answer: unknown): SignInMeans {
  const parsed = z.safeParse(means, answer);
  if (!parsed.success) throw new SignInMeansError("refused", "The server answered something else.");
  const { available, has_password, passkeys } = parsed.data;
  return {
    canUsePasskeys: available && canUsePasskeys(),
    hasPassword: has_password,
    passkeys: passkeys.map(({ id, name, created_at, last_used_at }) => ({
      id,
      name,
      createdAt: created_at,
      lastUsedAt: last_used_at,
    })),
  };
}
