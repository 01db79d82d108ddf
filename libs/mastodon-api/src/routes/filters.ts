/** Mastodon: methods/filters, version 2; version 1 to read. */

import {
  FilterAction,
  FilterContext,
  filterKeywords,
  filterStatuses,
  loadFilter,
  loadFilters,
  parseId,
  type FilterArgs,
  type FilterKeywordRow,
  type FilterStatusRow,
  type FilterView,
  type KeywordChange,
} from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { filterEntity, filterStatusEntity, keywordEntity, keywordFilterEntity } from "../entities/filter.ts";
import { invalid } from "../input.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { visibleStatus } from "../status.ts";

/** How many keywords one call changes. */
const KEYWORDS = 100;
/** The longest term of a filter, in seconds: a century. */
const LONGEST = 3_155_760_000;

const all = (call: Call): Promise<FilterView[]> => {
  requireViewer(call);
  return read(call, (view, viewer) => loadFilters(view, viewer));
};

/** @throws {ApiError} 404 */
async function named(call: Call): Promise<FilterView> {
  const id = namedId(call);
  const found = await read(call, (view) => loadFilter(view, id));
  if (found === undefined) throw notFound();
  return found;
}

/** @throws {ApiError} 404 */
function namedId(call: Call): bigint {
  requireViewer(call);
  const id = parseId(call.params["id"] ?? "");
  if (id === undefined) throw notFound();
  return id;
}

/** @throws {ApiError} 404 */
async function keyword(call: Call): Promise<FilterKeywordRow> {
  const id = namedId(call);
  const row = await read(call, (view) => view.get(filterKeywords, { id }));
  if (row === undefined) throw notFound();
  return row;
}

/** @throws {ApiError} 404 */
async function filteredStatus(call: Call): Promise<FilterStatusRow> {
  const id = namedId(call);
  const row = await read(call, (view) => view.get(filterStatuses, { id }));
  if (row === undefined) throw notFound();
  return row;
}

/** What the client wants of a filter; what it leaves out is left out. @throws {ApiError} 422 */
function wanted({ input, api }: Call): Partial<FilterArgs> {
  const context = input.list("context", 10).map((word) => oneOf(FilterContext, word, "context"));
  const action = input.text("filter_action");
  const keywords = keywordChanges(input);
  const seconds = input.integer("expires_in", { min: 0, max: LONGEST, fallback: 0 });
  return {
    ...(input.has("title") ? { title: input.required("title") } : {}),
    ...(input.has("context") ? { context } : {}),
    ...(action === undefined || action === ""
      ? {}
      : { action: oneOf(FilterAction, action, "filter_action") }),
    ...(input.has("expires_in")
      ? { expiresAt: seconds === 0 ? null : api.context.now() + seconds * 1_000 }
      : {}),
    ...(keywords.length === 0 ? {} : { keywords }),
  };
}

/** `keywords_attributes`, as JSON and numbered forms have them, or as repeated fields of a form. @throws {ApiError} 422 */
function keywordChanges(input: Call["input"]): KeywordChange[] {
  const found: KeywordChange[] = [];
  const text = (n: number, name: string): string => `keywords_attributes.${n}.${name}`;
  for (let n = 0; n <= KEYWORDS; n += 1) {
    const id = input.id(text(n, "id"));
    const word = input.text(text(n, "keyword"));
    if (id === undefined && word === undefined) break;
    const wholeWord = input.boolean(text(n, "whole_word"));
    found.push({ id, keyword: word, wholeWord, remove: input.boolean(text(n, "_destroy")) === true });
  }
  if (found.length > 0) return atMost(found);
  const whole = input.list("keywords_attributes.whole_word", KEYWORDS);
  const words = input.list("keywords_attributes.keyword", KEYWORDS + 1);
  return atMost(words).map((word, n) => ({
    keyword: word,
    wholeWord: whole[n] === undefined ? undefined : !["0", "f", "false", "off"].includes(whole[n]),
  }));
}

function atMost<T>(keywords: T[]): T[] {
  if (keywords.length > KEYWORDS)
    throw invalid("keywords_attributes", "ERR_TOO_LONG", `can have ${KEYWORDS} entries at a time`);
  return keywords;
}

function oneOf<const T extends string>(words: readonly T[], text: string, field: string): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw invalid(field, "ERR_INCLUSION", "is not included in the list");
  return found;
}

async function create(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const args = wanted(call);
  const made = await call.api.user(owner).createFilter(caller, {
    title: call.input.required("title"),
    context: args.context ?? [],
    action: args.action ?? "warn",
    expiresAt: args.expiresAt ?? null,
    keywords: args.keywords ?? [],
  });
  return ok(filterEntity(made));
}

async function update(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const args = { ...wanted(call), filterId: namedId(call) };
  return ok(filterEntity(await call.api.user(owner).updateFilter(caller, args)));
}

async function addKeyword(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const added = await call.api.user(owner).addFilterKeyword(caller, {
    filterId: namedId(call),
    keyword: call.input.required("keyword"),
    wholeWord: call.input.boolean("whole_word"),
  });
  return ok(keywordEntity(added));
}

async function updateKeyword(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const changed = await call.api.user(owner).updateFilterKeyword(caller, {
    id: namedId(call),
    keyword: call.input.required("keyword"),
    wholeWord: call.input.boolean("whole_word"),
  });
  return ok(keywordEntity(changed));
}

async function addStatus(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const filterId = namedId(call);
  const { id: statusId } = await visibleStatus(call, call.input.required("status_id"));
  const args = { filterId, statusId };
  return ok(filterStatusEntity(await call.api.user(owner).addFilterStatus(caller, args)));
}

export const filterRoutes: readonly Route[] = [
  route("GET", "/api/v1/filters", "read:filters", async (call) =>
    ok(
      (await all(call)).flatMap(({ filter, keywords }) =>
        keywords.map((row) => keywordFilterEntity(filter, row)),
      ),
    ),
  ),
  route("GET", "/api/v2/filters", "read:filters", async (call) => ok((await all(call)).map(filterEntity))),
  route("POST", "/api/v2/filters", "write:filters", create),
  route("GET", "/api/v2/filters/:id", "read:filters", async (call) => ok(filterEntity(await named(call)))),
  route("PUT", "/api/v2/filters/:id", "write:filters", update),
  route("DELETE", "/api/v2/filters/:id", "write:filters", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).deleteFilter(caller, { filterId: namedId(call) });
    return ok({});
  }),
  route("GET", "/api/v2/filters/:id/keywords", "read:filters", async (call) =>
    ok((await named(call)).keywords.map(keywordEntity)),
  ),
  route("POST", "/api/v2/filters/:id/keywords", "write:filters", addKeyword),
  route("GET", "/api/v2/filters/keywords/:id", "read:filters", async (call) =>
    ok(keywordEntity(await keyword(call))),
  ),
  route("PUT", "/api/v2/filters/keywords/:id", "write:filters", updateKeyword),
  route("DELETE", "/api/v2/filters/keywords/:id", "write:filters", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).removeFilterKeyword(caller, { id: namedId(call) });
    return ok({});
  }),
  route("GET", "/api/v2/filters/:id/statuses", "read:filters", async (call) =>
    ok((await named(call)).statuses.map(filterStatusEntity)),
  ),
  route("POST", "/api/v2/filters/:id/statuses", "write:filters", addStatus),
  route("GET", "/api/v2/filters/statuses/:id", "read:filters", async (call) =>
    ok(filterStatusEntity(await filteredStatus(call))),
  ),
  route("DELETE", "/api/v2/filters/statuses/:id", "write:filters", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).removeFilterStatus(caller, { id: namedId(call) });
    return ok({});
  }),
];
