/** Mastodon: methods/lists, and the timelines of lists. */

import {
  lists,
  listsOf,
  listsWith,
  listTimeline,
  membersOf,
  parseId,
  RepliesPolicy,
  type AccountRow,
  type ListRow,
} from "@mastic/core";
import { accountById } from "../account.ts";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { accountEntity, type JsonObject } from "../entities/account.ts";
import { invalid } from "../input.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusPage } from "./timelines.ts";

/** Clients that want all members of a list at once say `limit=0`; they get so many. */
const ALL = 1_000;
const PAGE = 80;

/** Mastodon: entities/List. */
function listEntity({ id, title, repliesPolicy, exclusive }: ListRow): JsonObject {
  return { id: id.toString(), title, replies_policy: repliesPolicy, exclusive };
}

/** @throws {ApiError} 404 */
async function ownList(call: Call): Promise<ListRow> {
  requireViewer(call);
  const id = parseId(call.params["id"] ?? "");
  const row = id === undefined ? undefined : await read(call, (view) => view.get(lists, { id }));
  if (row === undefined) throw notFound();
  return row;
}

function repliesPolicy(call: Call): ListRow["repliesPolicy"] | undefined {
  const text = call.input.text("replies_policy");
  if (text === undefined || text === "") return undefined;
  const found = RepliesPolicy.find((policy) => policy === text);
  if (found === undefined) throw invalid("replies_policy", "ERR_INCLUSION", "is not included in the list");
  return found;
}

async function create(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const list = await call.api.user(owner).createList(caller, {
    title: call.input.required("title"),
    repliesPolicy: repliesPolicy(call) ?? "list",
    exclusive: call.input.boolean("exclusive") ?? false,
  });
  return ok(listEntity(list));
}

async function update(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const { id } = await ownList(call);
  const title = call.input.has("title") ? call.input.required("title") : undefined;
  const policy = repliesPolicy(call);
  const exclusive = call.input.boolean("exclusive");
  const list = await call.api.user(owner).updateList(caller, {
    listId: id,
    ...(title === undefined ? {} : { title }),
    ...(policy === undefined ? {} : { repliesPolicy: policy }),
    ...(exclusive === undefined ? {} : { exclusive }),
  });
  return ok(listEntity(list));
}

async function members(call: Call): Promise<ApiResponse> {
  const { id } = await ownList(call);
  const { instance } = call.api.context;
  const entities = (rows: readonly AccountRow[]): JsonObject[] =>
    rows.map((row) => accountEntity(instance, row));
  if (call.input.text("limit") === "0") return ok(entities(await allMembers(call, id)));
  const page = await read(call, (view) =>
    membersOf(view, id, pageRequest(call, { fallback: 40, max: PAGE })),
  );
  return ok(entities(page.items), linkHeader(call, page));
}

async function allMembers(call: Call, listId: bigint): Promise<AccountRow[]> {
  return read(call, async (view) => {
    const found: AccountRow[] = [];
    let maxId: bigint | undefined;
    do {
      const page = await membersOf(view, listId, { limit: PAGE, maxId });
      found.push(...page.items);
      maxId = page.isEnd ? undefined : page.oldest;
    } while (maxId !== undefined && found.length < ALL);
    return found;
  });
}

/** @throws {ApiError} 404 for what is no id */
function accountIds(call: Call): bigint[] {
  return call.input.list("account_ids").map((text) => {
    const id = parseId(text);
    if (id === undefined) throw notFound();
    return id;
  });
}

export const listRoutes: readonly Route[] = [
  route("GET", "/api/v1/lists", "read:lists", async (call) => {
    requireViewer(call);
    return ok((await read(call, (view) => listsOf(view))).map(listEntity));
  }),
  route("POST", "/api/v1/lists", "write:lists", create),
  route("GET", "/api/v1/lists/:id", "read:lists", async (call) => ok(listEntity(await ownList(call)))),
  route("PUT", "/api/v1/lists/:id", "write:lists", update),
  route("DELETE", "/api/v1/lists/:id", "write:lists", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).deleteList(caller, { listId: (await ownList(call)).id });
    return ok({});
  }),
  route("GET", "/api/v1/lists/:id/accounts", "read:lists", members),
  route("POST", "/api/v1/lists/:id/accounts", "write:lists", async (call) => {
    const { owner, caller } = requireViewer(call);
    const { id } = await ownList(call);
    await call.api.user(owner).addToList(caller, { listId: id, accountIds: accountIds(call) });
    return ok({});
  }),
  route("DELETE", "/api/v1/lists/:id/accounts", "write:lists", async (call) => {
    const { owner, caller } = requireViewer(call);
    const { id } = await ownList(call);
    await call.api.user(owner).removeFromList(caller, { listId: id, accountIds: accountIds(call) });
    return ok({});
  }),
  route("GET", "/api/v1/accounts/:id/lists", "read:lists", async (call) => {
    requireViewer(call);
    const { id } = await accountById(call, call.params["id"]);
    return ok((await read(call, (view) => listsWith(view, id))).map(listEntity));
  }),
  route("GET", "/api/v1/timelines/list/:id", "read:lists", async (call) => {
    const { id } = await ownList(call);
    const request = pageRequest(call, { fallback: 20, max: 40 });
    return statusPage(call, await read(call, (view, viewer) => listTimeline(view, viewer, id, request)));
  }),
];
