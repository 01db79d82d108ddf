/** Pages for people with a browser: the home that a path belongs to renders them, and a front page says whose node this is. */

import type { Context, HttpResponse } from "@mastic/core";
import { html } from "../host/html.ts";
import { messagePage, page } from "../host/layout.ts";
import { hasApp } from "./appFiles.ts";
import { callHome, homeOfHandle } from "./homes.ts";
import { handleOfPage, isFrontPage } from "./pageAddresses.ts";

/** @returns `undefined` when there is no page at the path */
export async function answerPage(context: Context, url: string): Promise<HttpResponse | undefined> {
  const { instance } = context;
  if (isFrontPage(url)) return frontPage(context, await hasApp(context));
  const handle = handleOfPage(url);
  if (handle === undefined) return undefined;
  const home = await homeOfHandle(context, handle);
  if (home === undefined) return messagePage(instance, 404, "Not found", "There is nothing at this address.");
  const reply = await callHome(home, "get_page", [{ path: url }]);
  if ("Err" in reply) throw new Error("A home does not know its Federation.");
  const { status, headers, body } = reply.Ok;
  return { status, headers: Object.fromEntries(headers), body: Uint8Array.from(body) };
}

function frontPage({ instance }: Context, hasApp: boolean): HttpResponse {
  const ways = html`<p>
    <a href="/sign-in">Sign in, or create an account</a>, or
    <a href="/public/local">see what people here say</a>.
  </p>`;
  return page(instance, {
    title: instance.host,
    head: html`<meta property="og:title" content="${instance.title}" />`,
    body: html`<h1>${instance.title}</h1>
      <p>
        ${instance.description === "" ? "A small social network on the Internet Computer." : instance.description}
      </p>
      ${hasApp ? ways : null}
      <p>
        People here can be followed from Mastodon and the rest of the Fediverse: search for
        <span class="code">@name@${instance.host}</span> on your own server.
      </p>`,
  });
}
