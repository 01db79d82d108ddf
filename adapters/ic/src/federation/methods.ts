/** The methods of the Federation canister: decode, authorise, call the domain, encode (candid/federation.did). */

import { CoreError, instanceActorUrl, INSTANCE, keepDomainBlocks, putUsage, userUrls } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE, SendActivityResult } from "../candid/federation.did.ts";
import { ic } from "../engine/system.ts";
import type { Handlers } from "../frame/canister.ts";
import { readDecisions } from "../host/domainDecisions.ts";
import { isController, isSame } from "../host/principals.ts";
import { answerHttp } from "./answerHttp.ts";
import { putAppFiles, retainAppFiles } from "./appFiles.ts";
import { commitApp, stageAppFiles, stagedApp, unstageAppFiles } from "./appStaging.ts";
import { fetchDocument, resolveAddress } from "./fetchDocument.ts";
import { fetchStatus } from "./fetchStatus.ts";
import { forwardNews } from "./forwardNews.ts";
import { actorOf, homeOfCanister, type Home } from "./homes.ts";
import { readRequest, upgrade, writeResponse } from "./httpMessages.ts";
import { filesOf, forgetFile, registerFile, streamFile } from "./media.ts";
import type { FederationParts } from "./parts.ts";
import { registerUser } from "./registerUser.ts";
import { sendActivity, type Author } from "./sendActivity.ts";
import { subscribe } from "./subscribe.ts";

/** @param parts read anew by each call: they are there once the canister is installed */
export function methods(parts: () => FederationParts): Handlers<_SERVICE> {
  return {
    http_request(_caller, asked) {
      const answer = parts().answers.get(readRequest(asked));
      return answer === undefined ? upgrade : writeResponse(answer);
    },
    async http_request_update(_caller, asked) {
      const { context, federation, answers } = parts();
      const request = readRequest(asked);
      const answer = await answerHttp(context, federation, request);
      answers.put(request, answer);
      return writeResponse(answer);
    },
    http_streaming_callback: (_caller, token) => streamFile(parts().context, token),
    async register_file(caller, { sha256 }) {
      const home = await homeAt(parts(), caller);
      await registerFile(parts().context, home.id, sha256);
    },
    async forget_file(caller, { sha256 }) {
      const home = await homeAt(parts(), caller);
      const { context, answers } = parts();
      await forgetFile(context, home.id, sha256);
      answers.forgetFile(sha256);
    },
    async send_activity(caller, args) {
      const { context, federation, answers } = parts();
      const author = await authorOf(parts(), caller);
      // It may be the news that the actor has changed.
      if (author !== undefined) answers.forget(context.instance.origin, author.actorUri);
      const send = async (
        text: string,
        inboxes: readonly string[],
        synchronization?: string,
      ): Promise<SendActivityResult[]> =>
        author === undefined
          ? inboxes.map(() => ({ Err: { Unauthorized: null } }))
          : sendActivity(context, federation, author, { text, synchronization }, inboxes);
      if ("Many" in args) return { Batch: await send(args.Many.activity_json, args.Many.target_inboxes) };
      const wanted = "One" in args ? [args.One] : args.Batch;
      const results: SendActivityResult[] = [];
      for (const { activity_json, target_inbox, collection_synchronization } of wanted) {
        results.push(...(await send(activity_json, [target_inbox], collection_synchronization[0])));
      }
      const [only] = results;
      return "One" in args && only !== undefined ? { One: only } : { Batch: results };
    },
    async fetch_status(caller, { uri }) {
      const { context, federation } = parts();
      // The home that asks is who asks, whatever it says.
      return fetchStatus(context, federation, uri, await actorOf(context, await homeAt(parts(), caller)));
    },
    async fetch_document(caller, { uri }) {
      const { context, federation } = parts();
      return fetchDocument(context, federation, uri, await actorOf(context, await homeAt(parts(), caller)));
    },
    async resolve_address(caller, { address }) {
      const { context, federation } = parts();
      await homeAt(parts(), caller);
      return resolveAddress(context, federation, address);
    },
    async subscribe(caller, args) {
      const home = await homeAt(parts(), caller);
      await subscribe(parts().context, home.id, args);
    },
    async forward_news(caller, args) {
      const { context, federation } = parts();
      const forwarder = await actorOf(context, await homeAt(parts(), caller));
      await forwardNews(context, federation, args, forwarder);
    },
    async register_user(caller, args) {
      const { context, answers } = parts();
      requireDirectory(parts(), caller);
      await registerUser(context, args);
      // Who is suspended, or goes, is not shown any more. Another home may show the same file: its copy is made anew.
      if (!("Active" in args.standing))
        for (const sha256 of await filesOf(context, args.account_id, answers.files()))
          answers.forgetFile(sha256);
      answers.forget(context.instance.origin, userUrls(context.instance.origin, args.handle).actor);
    },
    cycles_balance(caller) {
      requireDirectory(parts(), caller);
      return ic.canisterCycleBalance();
    },
    async set_domain_blocks(caller, decisions) {
      requireDirectory(parts(), caller);
      await keepDomainBlocks(parts().context, readDecisions(decisions));
    },
    async set_usage(caller, { statuses, active_month, active_halfyear }) {
      requireDirectory(parts(), caller);
      await parts().context.store.turn(INSTANCE, (turn) =>
        putUsage(turn, {
          statuses: Number(statuses),
          activeMonth: Number(active_month),
          activeHalfyear: Number(active_halfyear),
        }),
      );
    },
    async stage_app_files(caller, { uploader, files }) {
      requireDirectory(parts(), caller);
      await stageAppFiles(parts().context, uploader.toText(), files);
    },
    async unstage_app_files(caller, uploader) {
      requireDirectory(parts(), caller);
      await unstageAppFiles(parts().context, uploader.toText());
    },
    async staged_app(caller, hash) {
      requireDirectory(parts(), caller);
      return stagedApp(parts().context, Uint8Array.from(hash));
    },
    async commit_app(caller, hash) {
      const { context, answers } = parts();
      requireDirectory(parts(), caller);
      const files = await commitApp(context, Uint8Array.from(hash));
      answers.keepApp(files);
      answers.retainApp([...files.keys()]);
    },
    async put_app_files(caller, files) {
      const { context, answers } = parts();
      requireController(caller);
      answers.keepApp(await putAppFiles(context, files));
    },
    async retain_app_files(caller, paths) {
      const { context, answers } = parts();
      requireController(caller);
      await retainAppFiles(context, paths);
      answers.retainApp(paths);
    },
  };
}

/** @throws {CoreError} `Unauthorized` when the caller is no home of this node */
async function homeAt({ context }: FederationParts, caller: Principal): Promise<Home> {
  const home = await homeOfCanister(context, caller);
  if (home === undefined) throw new CoreError("Unauthorized", "Only homes of this node may do this.");
  return home;
}

/** @throws {CoreError} `Unauthorized` */
function requireDirectory({ directory }: FederationParts, caller: Principal): void {
  if (!isSame(caller, directory)) throw new CoreError("Unauthorized", "Only the Directory may do this.");
}

/** @throws {CoreError} `Unauthorized` */
function requireController(caller: Principal): void {
  if (!isController(caller)) throw new CoreError("Unauthorized", "Only controllers may do this.");
}

/** Homes speak for their users, the Directory for the instance. */
async function authorOf(parts: FederationParts, caller: Principal): Promise<Author | undefined> {
  const { context, directory } = parts;
  if (isSame(caller, directory)) {
    return { owner: INSTANCE, actorUri: instanceActorUrl(context.instance.origin) };
  }
  const home = await homeOfCanister(context, caller);
  return home === undefined ? undefined : { owner: home.id, actorUri: await actorOf(context, home) };
}
