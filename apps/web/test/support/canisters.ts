/** A real node of canisters with the built app, behind the gateway of the runtime, and people on it who call their homes. */

import { HttpAgent } from "@icp-sdk/core/agent";
import { Principal } from "@icp-sdk/core/principal";
import { MasticNode, type User } from "@mastic/ic-client";
import { CanisterRuntime, loopbackOutcalls, serve } from "@mastic/canister-runtime";
import type { Page } from "playwright-core";
import { z } from "zod";
import { webAppFiles } from "../../../../adapters/ic/deploy/webApp.ts";
import { moderator, operator, startCanisterNode } from "../../../../adapters/ic/test/support/canisterNode.ts";
import { identityOf } from "./identity.ts";
import { IDENTITY_ORIGIN, startIdentityProvider } from "./identityProvider.ts";
import { ORIGIN, type Person, type AnyNode } from "./node.ts";

const withId = z.looseObject({ id: z.string() });
const HOST = new URL(ORIGIN).host;
/** No balance lasts for so many seconds: a canister with this threshold runs no code. */
const FROZEN = 10n ** 15n;
/** A canister that could be the governance of an SNS: here it is none. */
const SNS = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");

/** What only a node of canisters can be asked for. */
export interface CanisterNode extends AnyNode {
  /** The node, as its clients call it, as somebody. */
  as(name: string): Promise<MasticNode>;
  /** Begins to delete an account that then cannot be deleted to the end: its home is frozen, and answers nothing. */
  beginDeletion(handle: string): Promise<void>;
  /** Says who one is, in the window that the button for signing in opens. */
  identify(page: Page, name: string): Promise<void>;
}

/** @param signUpFee in cycles */
export async function startCanisters(signUpFee = 0n): Promise<CanisterNode> {
  const identities = await startIdentityProvider();
  const runtime = await CanisterRuntime.create({ time: Date.now(), outcalls: loopbackOutcalls() });
  const canisters = await startCanisterNode({
    runtime,
    publicUrl: ORIGIN,
    options: { sign_up_fee_cycles: [signUpFee] },
  });
  const { directoryId, federationId } = canisters;
  const place = { directory: directoryId.toText(), api: "", identityProvider: `${IDENTITY_ORIGIN}/authorize`, isLocal: true, governance: "" }; // prettier-ignore
  const deployed = await canisters.federation(operator).put_app_files(webAppFiles(place));
  if ("Err" in deployed) throw new Error(JSON.stringify(deployed.Err));
  const served = await serve(runtime, { domains: { [HOST]: federationId } });
  const host = new URL(served.url).host;

  const nodeAs = async (name: string): Promise<MasticNode> => {
    const agent = await HttpAgent.create({
      host: served.url,
      identity: identityOf(name),
      shouldFetchRootKey: true,
    });
    return new MasticNode({ agent, directory: directoryId });
  };

  return {
    hosts: { [HOST]: host, [new URL(IDENTITY_ORIGIN).host]: identities.host },
    fetch: (path, init) =>
      fetch(`${served.url}${path}${path.includes("?") ? "&" : "?"}canisterId=${federationId.toText()}`, init),
    async signUp(handle): Promise<Person> {
      const node = await nodeAs(handle);
      await node.directory.sign_up(handle);
      const home = await node.waitForUser({ intervalMs: 200 });
      const call = (method: string, path: string, body?: object): Promise<unknown> =>
        ask(home, method, path, body);
      const { id } = withId.parse(await call("GET", "/api/v1/accounts/verify_credentials"));
      return {
        handle,
        id,
        call,
        publish: async (draft) => withId.parse(await call("POST", "/api/v1/statuses", draft)).id,
      };
    },
    async promote(handle) {
      const reply = await canisters
        .as(moderator)
        .add_moderator({ principal: identityOf(handle).getPrincipal() });
      if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
    },
    async govern() {
      await canisters.as(operator).set_sns_governance(SNS);
      const governed = webAppFiles({ ...place, governance: SNS.toText() });
      await canisters.federation(operator).put_app_files(governed.filter(({ path }) => path === "*"));
    },
    async signIn(page, handle) {
      await page.goto(`${ORIGIN}/home`);
      // The app begins anew, where it was.
      const begun = page.waitForEvent("load");
      await throughIdentity(page, "Sign in", handle);
      await begun;
      await page.waitForURL(`${ORIGIN}/home`);
      await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor({ state: "detached" });
    },
    // Every call is signed.
    prove: async () => undefined,
    async register(page, taken, handle, look) {
      await page.goto(`${ORIGIN}/home`);
      await throughIdentity(page, "Create an account", handle);
      const name = page.getByLabel("Choose your name");
      await name.fill(taken);
      await page.getByText("Somebody has this name already.").waitFor();
      await look?.();
      await name.fill(handle);
      await page.getByRole("button", { name: "Take this name" }).click();
      await page.waitForURL(`${ORIGIN}/home`);
    },
    as: nodeAs,
    async beginDeletion(handle) {
      const { directory } = await nodeAs(handle);
      const canisterId = await directory.user_canister([]);
      await runtime.updateCanisterSettings({ canisterId, sender: directoryId, freezingThreshold: FROZEN });
      await directory.delete_profile();
    },
    identify,
    async [Symbol.asyncDispose]() {
      await served.close();
      await runtime.tearDown();
      await identities[Symbol.asyncDispose]();
    },
  };
}

async function identify(page: Page, name: string): Promise<void> {
  await page.goto(`${ORIGIN}/home`);
  await throughIdentity(page, "Sign in", name);
}

/** Presses a button of the app, and says who one is in the window that opens. */
async function throughIdentity(page: Page, button: string, name: string): Promise<void> {
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.locator("#main").getByRole("button", { name: button }).click(),
  ]);
  await popup.getByLabel("Who are you?").fill(name);
  await popup.getByRole("button", { name: "Continue" }).click();
}

async function ask(home: User, method: string, url: string, body?: object): Promise<unknown> {
  const isForm = body instanceof FormData;
  const encoded = new Response(body === undefined ? null : isForm ? body : JSON.stringify(body));
  const type = isForm ? (encoded.headers.get("content-type") ?? "") : "application/json";
  const answer = await (method === "GET" ? home.api_query : home.api_update)({
    method,
    url,
    headers: [["content-type", type]],
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
  const text = new TextDecoder().decode(Uint8Array.from(answer.body));
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
