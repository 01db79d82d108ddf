/** The session of a browser on canisters: a delegation of Internet Identity, which signs every call. */

import { AuthClient } from "@icp-sdk/auth/client";
import { AnonymousIdentity, HttpAgent } from "@icp-sdk/core/agent";
import { Principal } from "@icp-sdk/core/principal";
import { MasticNode, type User } from "@mastic/ic-client";
import { SessionError, type SessionPort } from "../../ports/session.ts";
import { keptSession, type KeptSession } from "./keptSession.ts";
import type { Place } from "./place.ts";
import { registration } from "./registration.ts";
import { unreachable, whoAmI } from "./whoAmI.ts";

/** The longest that Internet Identity allows: 30 days, in ns. */
const DELEGATION_NANOS = 2_592_000_000_000_000n;
/** The person closed the window, or said no (ICRC-25: Errors). */
const GIVEN_UP: ReadonlySet<unknown> = new Set([3001, 4000, 4001]);

export interface IcSession extends SessionPort {
  current(): KeptSession | undefined;
  /** The node, as the person who is signed in calls it, or nobody. */
  readonly node: MasticNode;
  /** The home of the person who is signed in. */
  own(): User | undefined;
  /** Ends a session whose delegation is no longer good: the network would refuse it, in other words. */
  checkExpiry(): void;
}

export async function icSession(place: Place): Promise<IcSession> {
  const auth = new AuthClient({
    ...(place.identityProvider === "" ? {} : { identityProvider: place.identityProvider }),
    // Sessions last as long as their delegation, as they do on a server.
    idleOptions: { disableIdle: true },
  });
  const agent = HttpAgent.createSync({
    host: place.api === "" ? location.origin : place.api,
    shouldFetchRootKey: place.isLocal,
  });
  const node = new MasticNode({ agent, directory: Principal.fromText(place.directory) });
  const listeners = new Set<() => void>();
  let principal: string | undefined;
  let session: KeptSession | undefined;

  const set = (next: KeptSession | undefined): void => {
    session = next;
    for (const listener of listeners) listener();
  };
  const adopt = async (): Promise<void> => {
    const identity = auth.isAuthenticated() ? await auth.getIdentity() : new AnonymousIdentity();
    agent.replaceIdentity(identity);
    const caller = identity.getPrincipal();
    principal = caller.isAnonymous() ? undefined : caller.toText();
  };
  const leave = async (): Promise<void> => {
    keptSession.forget();
    // What is asked from now on is nobody's, while the delegation is still on its way out.
    principal = undefined;
    agent.replaceIdentity(new AnonymousIdentity());
    set(undefined);
    await auth.signOut();
  };
  const begin = ({ handle, canister }: { readonly handle: string; readonly canister: string }): void => {
    if (principal === undefined) return;
    const begun = { id: principal, handle, canister };
    keptSession.keep(begun);
    set(begun);
  };

  await adopt();
  const kept = keptSession.read();
  if (kept !== undefined && kept.id === principal) session = kept;
  else keptSession.forget();
  // Another tab signed out, or somebody in.
  addEventListener("storage", ({ key }) => {
    if (keptSession.isMeant(key) && keptSession.read()?.id !== session?.id) location.reload();
  });

  const enter = async (next: string): Promise<void> => {
    // At once: a browser lets a click open a window, and nothing else.
    const signingIn = auth.signIn({ maxTimeToLive: DELEGATION_NANOS });
    try {
      await signingIn;
    } catch (error) {
      if (GIVEN_UP.has(Reflect.get(Object(error), "code"))) return;
      throw new SessionError("denied", error instanceof Error ? error.message : "Not signed in.");
    }
    await adopt();
    const me = await whoAmI(node);
    if (me?.home === "ready" && me.canister !== undefined) {
      begin({ ...me, canister: me.canister });
      location.assign(next);
    } else location.assign(`/sign-up?next=${encodeURIComponent(next)}`);
  };

  return {
    node,
    current: () => session,
    own: () => (session === undefined ? undefined : node.user(Principal.fromText(session.canister))),
    checkExpiry() {
      if (session !== undefined && !auth.isAuthenticated()) void leave();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signIn: enter,
    signUp: enter,
    async resume() {
      throw new SessionError("stale", "Nobody comes back to this page here.");
    },
    signOut: leave,
    expire() {
      void leave();
    },
    registration: registration({ node, principal: () => principal, begin }),
    async deleteAccount() {
      try {
        await node.directory.delete_profile();
      } catch (error) {
        throw unreachable(error);
      }
      await leave();
    },
  };
}
