/**
 * The Fedify peer as a process: serves Fedify on HOST and a free port, and a control API by which tests make its people
 * act. Prints `{"origin": …}` once it listens.
 */

import { serve } from "@hono/node-server";
import { z } from "zod";
import { Acts } from "./acts.ts";
import { createPeer } from "./federation.ts";
import { People } from "./people.ts";

const request = z.object({
  as: z.string().default("bob"),
  uri: z.string().default(""),
  /** The activity that is undone. */
  undoes: z.string().default(""),
  content: z.string().default(""),
  visibility: z.enum(["public", "unlisted", "followers", "direct"]).optional(),
  mentions: z.array(z.string()).optional(),
  inReplyTo: z.string().optional(),
});
type ControlRequest = z.infer<typeof request>;

const verbs: Record<string, (acts: Acts, it: ControlRequest) => Promise<unknown>> = {
  post: (acts, it) => acts.post(it),
  edit: (acts, it) => acts.edit(it.uri, it.content),
  quote: (acts, it) => acts.quote(it.uri, it.content),
  delete: (acts, it) => acts.delete(it.uri),
  follow: (acts, it) => acts.follow(it.uri),
  unfollow: (acts, it) => acts.unfollow(it.uri, it.undoes),
  like: (acts, it) => acts.like(it.uri),
  unlike: (acts, it) => acts.unlike(it.uri, it.undoes),
  announce: (acts, it) => acts.announce(it.uri),
  unannounce: (acts, it) => acts.unannounce(it.uri, it.undoes),
  block: (acts, it) => acts.block(it.uri),
  accept: (acts, it) => acts.answerFollow(it.uri, "accept"),
  reject: (acts, it) => acts.answerFollow(it.uri, "reject"),
  read: (acts, it) => acts.read(it.uri),
};

const people = new People();
await people.add("bob", false);
await people.add("carol", false);
await people.add("mallory", false);
await people.add("lock", true);

let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });

serve(
  { fetch: (request) => handle(request), hostname: process.env["HOST"] ?? "127.0.0.3", port: 0 },
  ({ address, port }) => {
    const origin = `http://${address}:${port}`;
    const federation = createPeer(origin, people);
    handle = async (request) => {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith("/control/")) return federation.fetch(request, { contextData: undefined });
      return control(pathname.slice("/control/".length), await request.json(), (username) => {
        return new Acts(federation.createContext(new URL(origin), undefined), people, username);
      });
    };
    console.log(JSON.stringify({ origin }));
  },
);
process.once("SIGTERM", () => process.exit());

async function control(verb: string, body: unknown, actsOf: (username: string) => Acts): Promise<Response> {
  if (verb === "state") return Response.json(state());
  const act = verbs[verb];
  if (act === undefined) return Response.json({ error: `There is no ${verb}.` }, { status: 404 });
  try {
    const it = request.parse(body);
    return Response.json({ result: await act(actsOf(it.as), it) });
  } catch (error) {
    return Response.json(
      { error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      { status: 500 },
    );
  }
}

function state() {
  return {
    arrivals: people.arrivals,
    errors: people.errors,
    people: Object.fromEntries(
      [...people.persons].map(([username, person]) => [
        username,
        {
          followers: [...person.followers.keys()],
          followRequests: [...person.followRequests.keys()],
          following: Object.fromEntries(person.following),
        },
      ]),
    ),
  };
}
