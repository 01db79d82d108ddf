/** One's own passkeys, in the node's app: which there are, adding, naming and removing them; and the proof that one is still there. */

import { Hono, type Context } from "hono";
import { INSTANCE, type UserRow } from "@mastic/core";
import { ApiError } from "@mastic/mastodon-api";
import type { Doors } from "../http/doors.ts";
import { ownFormsOnly } from "../http/page.ts";
import { PageRefusal } from "../http/pageRefusal.ts";
import { readForm } from "../http/readBody.ts";
import { sessionUser } from "../oauth/browserSession.ts";
import { endEpoch } from "../oauth/epoch.ts";
import { ownAppUser, ownAppUserIn } from "../oauth/ownApp.ts";
import { credentials } from "../oauth/tables.ts";
import { beginAuthentication } from "../passkeys/authenticate.ts";
import { PasskeyError } from "../passkeys/error.ts";
import { keepPasskey } from "../passkeys/keep.ts";
import { beginRegistration, finishRegistration } from "../passkeys/register.ts";
import { relyingParty } from "../passkeys/relyingParty.ts";
import { MOST_PASSKEYS, passkeys, passkeysOf, type PasskeyRow } from "../passkeys/tables.ts";
import { leaveAccount } from "./ownAccount.ts";
import { proofFault } from "./proof.ts";
import { signInMeans } from "./signInMeans.ts";
import { forgetSignedOut } from "./signOut.ts";

const PATH = "/auth/passkeys";
const LONGEST_NAME = 60;

export function ownPasskeyRoutes(doors: Doors): Hono {
  const { instance, store } = doors;
  const app = new Hono();

  /** @throws {ApiError} 401, 403, 429 */
  const owner = async (c: Context): Promise<UserRow> => {
    c.header("cache-control", "no-store");
    const user = await ownAppUser(store, instance, c);
    const { isAllowed, headers } = doors.limits.api(c, "default", user.id);
    if (!isAllowed) throw new ApiError(429, "Too many requests", { headers });
    return user;
  };
  const means = async (c: Context, user: UserRow): Promise<Response> => {
    const { hasPassword, passkeys: own } = await signInMeans(store, user.principal);
    return c.json({
      available: relyingParty(instance) !== undefined,
      has_password: hasPassword,
      passkeys: own.toSorted((a, b) => a.createdAt - b.createdAt).map(shown),
    });
  };

  /** Asks for a passkey of who is signed in, to the app or on the pages of the node. */
  app.post("/auth/proof", async (c) => {
    ownFormsOnly(c, instance);
    const isApp = c.req.header("authorization") !== undefined;
    const user = isApp ? await owner(c) : await sessionUser(store, c, doors.now());
    if (user === undefined) throw new ApiError(401, "Sign in first");
    doors.attempt(c, "signIn");
    const { principal } = user;
    return c.json(
      await beginAuthentication(doors, c, { principal, passkeys: await passkeysOf(store, principal) }),
    );
  });

  app.get(PATH, async (c) => means(c, await owner(c)));

  app.post(`${PATH}/options`, async (c) => {
    const user = await owner(c);
    const wrong = await proofFault(doors, c, user, await readForm(c));
    if (wrong !== undefined) throw new PageRefusal(403, wrong);
    const known = await passkeysOf(store, user.principal);
    if (known.length >= MOST_PASSKEYS) throw new PasskeyError("too_many");
    return c.json(await beginRegistration(doors, c, "add", user, known));
  });

  app.post(PATH, async (c) => {
    const user = await owner(c);
    const form = await readForm(c);
    const made = await finishRegistration(doors, c, "add", form.required("passkey"));
    // Somebody else may have signed in to the app while the authenticator asked.
    if (made.principal !== user.principal) throw new PasskeyError("stale");
    await store.turn(INSTANCE, async (turn) => {
      // The request may have been long on its way, and all tokens have been taken back meanwhile.
      await ownAppUserIn(turn, instance, c);
      await keepPasskey(turn, made, nameIn(form.text("name")));
    });
    return means(c, user);
  });

  app.patch(`${PATH}/:id`, async (c) => {
    const user = await owner(c);
    const id = c.req.param("id");
    const name = nameIn((await readForm(c)).text("name"));
    await store.turn(INSTANCE, async (turn) => {
      if ((await turn.get(passkeys, { id }))?.principal !== user.principal) throw notFound();
      await turn.update(passkeys, { id }, { name });
    });
    return means(c, user);
  });

  app.post(`${PATH}/:id/remove`, async (c) => {
    const user = await owner(c);
    const { principal } = user;
    const wrong = await proofFault(doors, c, user, await readForm(c));
    if (wrong !== undefined) throw new PageRefusal(403, wrong);
    const id = c.req.param("id");
    await store.turn(INSTANCE, async (turn) => {
      // Its token may have been taken back meanwhile.
      await ownAppUserIn(turn, instance, c);
      const own = await turn.scan(passkeys, { index: "byPrincipal", equals: { principal }, limit: 2 });
      if ((await turn.get(passkeys, { id }))?.principal !== principal) throw notFound();
      const hash = (await turn.get(credentials, { principal }))?.passwordHash ?? "";
      if (hash === "" && own.rows.length < 2) throw new PasskeyError("last");
      await turn.delete(passkeys, { id });
      // Whoever has the device that it was on may be signed in somewhere.
      await endEpoch(turn, principal);
    });
    await leaveAccount(doors, c);
    await forgetSignedOut(store, principal);
    return c.json({});
  });

  return app;
}

interface ShownPasskey {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

function shown({ id, name, createdAt, lastUsedAt }: PasskeyRow): ShownPasskey {
  return {
    id,
    name,
    created_at: new Date(createdAt).toISOString(),
    last_used_at: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}

/** @throws {ApiError} 422 */
function nameIn(text = ""): string {
  const name = text.trim();
  if (name.length > LONGEST_NAME) throw new ApiError(422, `A name has at most ${LONGEST_NAME} characters.`);
  return name;
}

function notFound(): ApiError {
  return new ApiError(404, "Record not found");
}
