/** Servers of other kinds than ours, each under a host of its own: what a client of Mastodon's API may meet. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { ORIGIN } from "./node.ts";

type Answer = (request: IncomingMessage, url: URL, response: ServerResponse) => unknown;

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "*",
};

/** What a server like Mastodon 4.2 says of itself: no metadata of OAuth, streaming on another host. */
const instance = (host: string): object => ({
  domain: host,
  title: `Server ${host}`,
  version: "4.2.8",
  source_url: "https://github.com/mastodon/mastodon",
  description: "Described as Mastodon describes itself.",
  usage: { users: { active_month: 12 } },
  thumbnail: { url: `http://${host}/thumbnail.png`, blurhash: null, versions: {} },
  languages: ["en"],
  configuration: {
    urls: { streaming: `ws://streaming.${host}`, status: null },
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: { max_characters: 777, max_media_attachments: 4, characters_reserved_per_url: 23 },
    media_attachments: {
      supported_mime_types: ["image/png"],
      image_size_limit: 16_777_216,
      image_matrix_limit: 33_177_600,
      video_size_limit: 103_809_024,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
    },
    polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
    translation: { enabled: false },
  },
  registrations: { enabled: false, approval_required: false, message: null, url: null },
  contact: { email: "", account: null },
  rules: [{ id: "1", text: "Be kind", hint: "" }],
});

/** What was asked of the servers, and said. */
export interface OtherServers extends AsyncDisposable {
  readonly hosts: Readonly<Record<string, string>>;
  /** Forms that OAuth's endpoints got: `old.localhost/oauth/token`. */
  readonly forms: ReadonlyMap<string, URLSearchParams>;
}

/**
 * `none.localhost` is no social network, `shut.localhost` registers no apps, `old.localhost` is as Mastodon 4.2,
 * `named.localhost` and `mixed.localhost` name themselves in their answers (RFC 9207), the latter by the name of another,
 * `nameless.localhost` only says that it would, `denying.localhost` says no, `forging.localhost` comes back with another state, and `sly.localhost` would have apps
 * registered where one signs out of the app's own node.
 */
export async function startOtherServers(): Promise<OtherServers> {
  const forms = new Map<string, URLSearchParams>();
  const naming = new Set(["named.localhost", "mixed.localhost", "nameless.localhost"]);
  let tokens = 0;
  const json = (response: ServerResponse, status: number, body: unknown): void =>
    void response
      .writeHead(status, { "content-type": "application/json", ...cors })
      .end(JSON.stringify(body));
  const back = (response: ServerResponse, url: URL, query: Readonly<Record<string, string>>): void => {
    const location = new URL(url.searchParams.get("redirect_uri") ?? "");
    for (const [name, value] of Object.entries(query)) location.searchParams.set(name, value);
    response.writeHead(302, { location: location.href }).end();
  };
  const answers: Readonly<Record<string, Answer>> = {
    "/api/v2/instance": (_request, { host }, response) => json(response, 200, instance(host)),
    "/.well-known/oauth-authorization-server": (_request, { host, origin }, response) => {
      if (naming.has(host)) {
        json(response, 200, {
          issuer: `${origin}/`,
          authorization_endpoint: `${origin}/oauth/authorize`,
          token_endpoint: `${origin}/oauth/token`,
          authorization_response_iss_parameter_supported: true,
        });
      } else if (host !== "sly.localhost") json(response, 404, { error: "Not found" });
      else {
        json(response, 200, {
          issuer: `${origin}/`,
          authorization_endpoint: `${origin}/oauth/authorize`,
          token_endpoint: `${origin}/oauth/token`,
          app_registration_endpoint: `${ORIGIN}/auth/sign_out`,
        });
      }
    },
    "/api/v1/apps": async (request, { host }, response) => {
      forms.set(`${host}/api/v1/apps`, new URLSearchParams(await text(request)));
      if (host === "shut.localhost") json(response, 403, { error: "This action is not allowed" });
      else json(response, 200, { id: "1", name: "Mastic", client_id: "an-id", client_secret: "a-secret" });
    },
    "/oauth/authorize": (_request, url, response) => {
      const state = url.searchParams.get("state") ?? "";
      if (url.host === "denying.localhost") {
        const error_description = "The resource owner or authorization server denied the request.";
        back(response, url, { error: "access_denied", error_description, state });
      } else if (naming.has(url.host)) {
        const iss = `http://${url.host === "mixed.localhost" ? "old.localhost" : url.host}/`;
        back(response, url, { code: "a-code", state, ...(url.host === "nameless.localhost" ? {} : { iss }) });
      } else back(response, url, { code: "a-code", state: url.host === "old.localhost" ? state : "another" });
    },
    "/oauth/token": async (request, { host }, response) => {
      const form = new URLSearchParams(await text(request));
      forms.set(`${host}/oauth/token`, form);
      const isOurs = form.get("client_secret") === "a-secret" && form.get("code") === "a-code";
      if (!isOurs) {
        json(response, 401, { error: "invalid_client" });
        return;
      }
      tokens += 1;
      json(response, 200, { access_token: `token-${tokens}`, token_type: "Bearer", scope: "read" });
    },
    "/oauth/revoke": async (request, { host }, response) => {
      forms.set(`${host}/oauth/revoke`, new URLSearchParams(await text(request)));
      json(response, 200, {});
    },
  };
  const server = createServer((request, response) => {
    const { host } = request.headers;
    const url = new URL(request.url ?? "/", `http://${host ?? "none.localhost"}`);
    const answer = host === "none.localhost" ? undefined : answers[url.pathname];
    if (request.method === "OPTIONS") response.writeHead(204, cors).end();
    else if (answer === undefined) json(response, 404, { error: "Not found" });
    else void answer(request, url, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = ["none", "shut", "old", "denying", "forging", "sly", "named", "mixed", "nameless"];
  return {
    forms,
    hosts: Object.fromEntries(names.map((name) => [`${name}.localhost`, address])),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
