/** How others find us: WebFinger, host-meta and NodeInfo (RFC 7033, RFC 6415, NodeInfo 2.0; spec 03: WebFinger). */

import {
  answerWebFinger,
  JRD_JSON,
  parseResource,
  parseWebFingerQuery,
  WebFingerError,
  webFingerAnswer,
} from "@mastic/webfinger";
import { writeHostMetaJson, writeHostMetaXml, XRD_XML } from "@mastic/webfinger/host-meta";
import { buildNodeInfo, buildNodeInfoDiscovery, nodeInfoMediaType } from "@mastic/webfinger/nodeinfo";
import type { HttpResponse } from "../../context.ts";
import { instanceActorUrl, userUrls } from "../../document/urls.ts";
import { readCounters } from "../../schema/counters.ts";
import { INSTANCE } from "../../store/store.ts";
import { json, refuse } from "../answer.ts";
import type { HomeContext } from "../context.ts";
import { encodeText } from "../text.ts";
import { findResident } from "./route.ts";

const open = { "access-control-allow-origin": "*", "cache-control": "public, max-age=600" };

/** @returns `undefined` for a path that is no discovery document */
export async function discovery(
  ctx: HomeContext,
  path: string,
  query: string,
): Promise<HttpResponse | undefined> {
  const { origin } = ctx.instance;
  const template = `${origin}/.well-known/webfinger?resource={uri}`;
  switch (path) {
    case "/.well-known/webfinger":
      return webfinger(ctx, query);
    case "/.well-known/host-meta":
      return text(writeHostMetaXml(template), `${XRD_XML}; charset=utf-8`);
    case "/.well-known/host-meta.json":
      return text(writeHostMetaJson(template), `${JRD_JSON}; charset=utf-8`);
    case "/.well-known/nodeinfo": {
      const documents = { "2.0": `${origin}/nodeinfo/2.0` };
      const links = buildNodeInfoDiscovery({ documents, applicationActor: instanceActorUrl(origin) });
      return json(200, links, "application/json; charset=utf-8", open);
    }
    case "/nodeinfo/2.0":
      return nodeInfo(ctx);
    default:
      return undefined;
  }
}

async function webfinger(ctx: HomeContext, query: string): Promise<HttpResponse> {
  const { origin, host } = ctx.instance;
  try {
    const { resource, rels } = parseWebFingerQuery(query);
    const wanted = parseResource(resource, { hosts: [host] });
    if (wanted.kind === "instance") {
      const actorUri = instanceActorUrl(origin);
      return answer(answerWebFinger({ acct: { user: host, host }, actorUri }, rels));
    }
    const resident = await findResident(ctx, wanted.user.toLowerCase());
    if (resident.kind === "deleted") return refuse(410, "This account has been deleted.");
    if (resident.kind === "unknown") return refuse(404, "There is no such account.");
    const handle = resident.account.username;
    const urls = userUrls(origin, handle);
    const subscribeTemplate = `${origin}/authorize_interaction?uri={uri}`;
    const acct = { user: handle, host };
    return answer(
      answerWebFinger({ acct, actorUri: urls.actor, profileUrl: urls.page, subscribeTemplate }, rels),
    );
  } catch (error) {
    if (!(error instanceof WebFingerError)) throw error;
    return refuse(error.code === "resource_foreign" ? 404 : 400, error.message);
  }
}

function answer(jrd: Parameters<typeof webFingerAnswer>[0]): HttpResponse {
  const { status, headers, body } = webFingerAnswer(jrd);
  return { status, headers: { ...headers, ...open }, body: encodeText(body) };
}

async function nodeInfo(ctx: HomeContext): Promise<HttpResponse> {
  const { instance } = ctx;
  const totals = await ctx.store.view(INSTANCE, (view) => readCounters(view));
  const body = buildNodeInfo("2.0", {
    software: { name: "mastic", version: instance.version },
    protocols: ["activitypub"],
    openRegistrations: instance.registrations === "open",
    usage: {
      users: {
        total: totals.users,
        ...(totals.activeMonth === null ? {} : { activeMonth: totals.activeMonth }),
        ...(totals.activeHalfyear === null ? {} : { activeHalfyear: totals.activeHalfyear }),
      },
      localPosts: totals.statuses,
    },
    metadata: { nodeName: instance.title, nodeDescription: instance.description },
  });
  return json(200, body, nodeInfoMediaType("2.0"), open);
}

function text(body: string, contentType: string): HttpResponse {
  return { status: 200, headers: { "content-type": contentType, ...open }, body: encodeText(body) };
}
