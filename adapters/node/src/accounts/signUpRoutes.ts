/** Signing up: on the page, or from a client (Mastodon: POST /api/v1/accounts). */

import { Hono, type Context } from "hono";
import { INSTANCE } from "@mastic/core";
import { ApiError, grants, type Input } from "@mastic/mastodon-api";
import { hashToken, newToken } from "../auth/token.ts";
import { localPath, ownFormsOnly, showPage, SCRIPTED, type PageStatus } from "../http/page.ts";
import { pageSetting } from "../http/pageSetting.ts";
import { readBody, readForm } from "../http/readBody.ts";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";
import { startSession } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { epochOf } from "../oauth/epoch.ts";
import { oauthTokens } from "../oauth/tables.ts";
import { tokenEntity } from "../oauth/tokenEntity.ts";
import { signUpPage, type SignUpFields } from "../pages/signUp.ts";
import { PasskeyError } from "../passkeys/error.ts";
import { beginRegistration, finishRegistration } from "../passkeys/register.ts";
import { checkHandle, checkSignUp } from "./checkSignUp.ts";
import { FormError } from "./formError.ts";
import { newPrincipal, signUp, type SignUpForm } from "./signUp.ts";

export function signUpRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const app = new Hono();

  const register = (
    input: Input,
    handle: string,
    means: SignUpForm["means"] = { password: input.text("password") ?? "" },
  ): Promise<string> =>
    signUp(
      ports,
      {
        handle,
        means,
        email: input.text("email") ?? null,
        invitation: input.text("invitation") ?? input.text("invite_code"),
      },
      instance.registrations === "invite",
    );

  const show = async (
    c: Context,
    form: SignUpFields,
    status: PageStatus,
    fault?: FormError | PasskeyError,
  ): Promise<Response> => {
    const policy = await ports.directory.policy();
    return showPage(c, signUpPage(pageSetting(c, instance), policy, form, fault), status, SCRIPTED);
  };

  app.post("/api/v1/accounts", async (c) => {
    ports.attempt(c, "signUp");
    const secret = bearerToken(c.req.header("authorization"), undefined);
    const token = secret === undefined ? null : await readAccessToken(store, secret);
    if (secret === undefined || token === null) throw new ApiError(401, "The access token is invalid");
    if (!grants(token.scopes, "write:accounts")) {
      throw new ApiError(403, "This action is outside the authorized scopes");
    }
    // Whoever signs up is nobody yet: the application asks with a token of its own.
    if (token.user !== null) {
      throw new ApiError(403, "This method requires a client credentials authentication");
    }
    if (instance.registrations === "closed") throw new ApiError(403, "This action is not allowed");
    const input = await readBody(c);
    if (input.boolean("agreement") !== true) throw notAgreed();
    const principal = await register(input, input.required("username")).catch((error: unknown) => {
      throw error instanceof FormError ? asApiError(error) : error;
    });
    const accessToken = newToken();
    await store.turn(INSTANCE, async (turn) => {
      const client = await turn.get(oauthTokens, { tokenHash: hashToken(secret) });
      await turn.insert(oauthTokens, {
        tokenHash: hashToken(accessToken),
        clientId: client?.clientId ?? "",
        principal,
        scopes: token.scopes,
        createdAt: turn.now,
        revoked: false,
        codeHash: null,
        withPkce: false,
        epoch: await epochOf(turn, principal),
      });
    });
    return c.json(tokenEntity(accessToken, token.scopes, ports.now()));
  });

  app.get("/auth/sign_up", async (c) => {
    const invitation = c.req.query("invitation") ?? "";
    const form = { handle: "", email: "", invitation, next: localPath(c.req.query("next") ?? APP_DOOR) };
    return show(c, form, 200);
  });

  app.post("/auth/sign_up", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signUp");
    if (instance.registrations === "closed") return c.redirect("/auth/sign_up");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    const handle = input.text("handle") ?? "";
    try {
      const answer = input.text("passkey") ?? "";
      const means =
        answer === "" ? undefined : { passkey: await finishRegistration(ports, c, "signUp", answer) };
      await startSession(store, c, await register(input, handle, means), instance);
      return c.redirect(next);
    } catch (error) {
      if (!(error instanceof FormError) && !(error instanceof PasskeyError)) throw error;
      const [email, invitation] = [input.text("email") ?? "", input.text("invitation") ?? ""];
      const form = { handle, email, invitation, next };
      return show(c, form, 422, error);
    }
  });

  /** While a name is written. It tells no more than signing up does, and looking for people (Mastodon: accounts/lookup). */
  app.post("/auth/sign_up/handle", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "handle");
    if (instance.registrations === "closed") throw new ApiError(403, "This action is not allowed");
    const { language } = pageSetting(c, instance);
    c.header("cache-control", "no-store");
    try {
      const handle = await checkHandle(ports, (await readForm(c)).text("handle") ?? "");
      return c.json({ is_free: true, message: language.text("handle.free", { handle }) });
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      return c.json({ is_free: false, message: language.text(error.text, error.values) });
    }
  });

  /** Before a passkey is made for a name: an authenticator would keep one that is good for nothing. */
  app.post("/auth/sign_up/passkey", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signUp");
    if (instance.registrations === "closed") throw new ApiError(403, "This action is not allowed");
    const input = await readForm(c);
    try {
      const { handle } = await checkSignUp(ports, {
        handle: input.text("handle") ?? "",
        email: input.text("email") ?? null,
        invitation: instance.registrations === "invite" ? (input.text("invitation") ?? "") : undefined,
      });
      return c.json(await beginRegistration(ports, c, "signUp", { principal: newPrincipal(), handle }));
    } catch (error) {
      const { language } = pageSetting(c, instance);
      if (error instanceof FormError) {
        return c.json({ error: language.text(error.text, error.values), field: error.field }, 422);
      }
      if (error instanceof PasskeyError) return c.json({ error: language.text(error.text) }, 422);
      throw error;
    }
  });

  return app;
}

function notAgreed(): ApiError {
  const description = "must be accepted";
  return new ApiError(422, `Validation failed: Service agreement ${description}`, {
    details: { agreement: [{ error: "ERR_ACCEPTED", description }] },
  });
}

/** Mastodon names the handle `username`, and says what is wrong in one of its codes. */
function asApiError(error: FormError): ApiError {
  const field = error.field === "handle" ? "username" : error.field;
  return new ApiError(422, `Validation failed: ${error.message}`, {
    details: {
      [field]: [{ error: error.isTaken ? "ERR_TAKEN" : "ERR_INVALID", description: error.message }],
    },
  });
}
