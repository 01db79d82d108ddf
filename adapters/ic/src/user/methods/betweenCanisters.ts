/** What only the Federation and the Directory ask of a home. */

import { accounts, CoreError, keepDomainBlocks, keyPairs, setSuspended, type AccountRow } from "@mastic/core";
import { Refusal } from "../../frame/refusal.ts";
import { readDecisions } from "../../host/domainDecisions.ts";
import { requireCanister } from "../authority.ts";
import { hasSaidGoodbye } from "../farewell.ts";
import { findFile, readChunk } from "../files.ts";
import { ASSERTION_KEY, MAIN_KEY } from "../makeKeys.ts";
import type { Methods, Parts } from "../methods.ts";
import { pageAt } from "../pages/pageAt.ts";
import type { UserParts } from "../parts.ts";
import { readReported } from "../reported.ts";
import { isShown } from "../sweepFiles.ts";

export function betweenCanisters(
  parts: Parts,
): Pick<
  Methods,
  | "receive_activity"
  | "compare_follow"
  | "get_document"
  | "get_page"
  | "get_file"
  | "get_signing_key"
  | "get_reported"
  | "get_activity_figures"
  | "set_suspended"
  | "set_domain_blocks"
  | "delete_profile"
> {
  return {
    async receive_activity(caller, { activity_json }) {
      requireCanister(caller, parts().federation);
      await receive(parts(), activity_json);
    },
    async compare_follow(caller, { actor_uri: actorUri, listed, compared_at }) {
      const { federation, home } = parts();
      requireCanister(caller, federation);
      return home.compareFollow({ actorUri, listed, comparedAt: Number(compared_at) });
    },
    async get_document(caller, { path, requester_actor_uri }) {
      requireCanister(caller, parts().federation);
      const { status, headers, body } = await parts().home.document(path, requester_actor_uri[0] ?? null);
      return { status, headers: Object.entries(headers), body };
    },
    async get_page(caller, { path }) {
      requireCanister(caller, parts().federation);
      const { context, owner } = parts();
      const { status, headers, body } = await pageAt(context, owner, path);
      return { status, headers: Object.entries(headers), body };
    },
    async get_file(caller, { sha256, chunk }) {
      const { context, federation, owner } = parts();
      requireCanister(caller, federation);
      // What was shown is not any more, from the moment on that it was deleted: the sweep takes its bytes later.
      const shown = await context.store.view(owner, (view) => isShown(view, owner, sha256));
      const file = shown ? await findFile(context.store, sha256) : undefined;
      const bytes = file && (await readChunk(context.store, sha256, chunk));
      if (file === undefined || bytes === undefined)
        throw new CoreError("NotFound", "There is no such file.");
      return { media_type: file.mediaType, bytes, chunks: file.chunks, size: BigInt(file.bytes) };
    },
    async get_signing_key(caller) {
      const { federation, context, owner } = parts();
      requireCanister(caller, federation);
      const { uri } = await ownAccount(parts());
      const [pair, proof] = await context.store.view(owner, (view) =>
        view.getMany(keyPairs, [{ name: MAIN_KEY }, { name: ASSERTION_KEY }]),
      );
      if (pair === undefined) throw new CoreError("NotFound", "The key is being made.");
      return {
        key_id: `${uri}#${MAIN_KEY}`,
        private_key_pem: pair.privateKeyPem,
        public_key_pem: pair.publicKeyPem,
        proof_key:
          proof === undefined
            ? []
            : [{ private_key_pem: proof.privateKeyPem, public_key_pem: proof.publicKeyPem }],
      };
    },
    async get_reported(caller, args) {
      const { context, directory } = parts();
      requireCanister(caller, directory);
      return readReported(context, args);
    },
    async get_activity_figures(caller) {
      requireCanister(caller, parts().directory);
      const { statusesCount, lastStatusAt } = await ownAccount(parts());
      return {
        statuses_count: BigInt(statusesCount),
        last_status_at: lastStatusAt === null ? [] : [BigInt(lastStatusAt)],
      };
    },
    async set_suspended(caller, { suspended, version }) {
      const { context, owner, directory } = parts();
      requireCanister(caller, directory);
      await setSuspended(context, owner, suspended, version);
    },
    async set_domain_blocks(caller, decisions) {
      const { context, directory } = parts();
      requireCanister(caller, directory);
      await keepDomainBlocks(context, readDecisions(decisions));
    },
    async delete_profile(caller) {
      const { context, directory, outgoing } = parts();
      requireCanister(caller, directory);
      // The Directory destroys this canister next: not before others have been told.
      if (!(await hasSaidGoodbye(context, await ownAccount(parts()), outgoing)))
        throw new Refusal({ Pending: null });
    },
  };
}

/** What cannot work, now or later, is no activity of ours to take; what may work later is asked for again. */
async function receive({ home }: UserParts, activity: string): Promise<void> {
  try {
    await home.receive(activity);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new Refusal({
      [error.code === "RemoteUnavailable" ? "ProcessingFailed" : "InvalidActivity"]: null,
    });
  }
}

async function ownAccount({ context, owner }: UserParts): Promise<AccountRow> {
  const account = await context.store.view(owner, (view) => view.get(accounts, { id: owner }));
  if (account === undefined) throw new CoreError("NotFound", "There is no such account.");
  return account;
}
