/** A host of journeys in one process: two whole cores over any store engine, joined by a network that carries their signed requests. */

import type { CryptoPort } from "@mastic/http-signatures";
import {
  defaultLimits,
  type HttpRequest,
  type HttpResponse,
  type Instance,
  type KeyCrypto,
} from "../../context.ts";
import { createDirectory } from "../../directory/directory.ts";
import { homePerformers } from "../../directory/home/performers.ts";
import type { FederationContext } from "../../federation/context.ts";
import { createFederation } from "../../federation/federation.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { mediaOf } from "../../read/statusView.ts";
import { accounts } from "../../schema/accounts.ts";
import { coreSchema } from "../../schema/schema.ts";
import { statuses } from "../../schema/statuses.ts";
import { notifications } from "../../schema/user.ts";
import { INSTANCE, type Store, type View } from "../../store/store.ts";
import { slidingMinute } from "../../user/rateLimit.ts";
import { createUser } from "../../user/user.ts";
import { START, type OpenStore } from "../store/harness.ts";
import { MODERATOR, type JourneyHost, type JourneyNode, type SeenNotification } from "./host.ts";
import { JourneyError } from "./stage.ts";

/** What an engine's host lends to the journeys besides its store. */
export interface JourneyCapabilities {
  readonly open: OpenStore;
  readonly crypto: CryptoPort;
  readonly keyCrypto: KeyCrypto;
  readonly random: (length: number) => Uint8Array;
  /** How often each effect is performed: twice, as after a crash, must come to the same as once, which is the default. */
  readonly performances?: 1 | 2;
}

interface RunningNode {
  readonly node: JourneyNode;
  readonly store: Store;
  readonly performers: ReadonlyMap<string, Performer>;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  readonly close: () => Promise<void>;
}

export async function joinedNodes(lent: JourneyCapabilities): Promise<JourneyHost> {
  const clock = { now: START };
  const running = new Map<string, RunningNode>();
  const carry = async (request: HttpRequest): Promise<HttpResponse> => {
    const [, , host = "", ...path] = request.url.split("/");
    const target = running.get(host);
    if (target === undefined) throw new JourneyError(`No such host: ${host}`);
    return target.handle({ ...request, url: `/${path.join("/")}` });
  };
  for (const host of ["here.example", "there.example"]) {
    running.set(host, await runNode(lent, host, clock, carry));
  }
  const [here, there] = [...running.values()];
  if (here === undefined || there === undefined) throw new JourneyError("The nodes did not start.");
  return {
    here: here.node,
    there: there.node,
    async settle() {
      const times = lent.performances ?? 1;
      while ((await work(here, clock.now, times)) || (await work(there, clock.now, times)));
    },
    async advance(millis) {
      clock.now += millis;
    },
    async close() {
      await here.close();
      await there.close();
    },
  };
}

async function runNode(
  lent: JourneyCapabilities,
  host: string,
  clock: { readonly now: number },
  fetch: FederationContext["fetch"],
): Promise<RunningNode> {
  const opened = await lent.open({ schema: coreSchema, clock: () => clock.now });
  const { store } = opened;
  const { crypto, keyCrypto, random } = lent;
  const instance = { ...settings, origin: `https://${host}`, host };
  const ctx = { store, instance, now: () => clock.now, random, fetch, crypto, keyCrypto };
  const directory = createDirectory(ctx);
  await directory.setUp({ initialModerator: MODERATOR });
  const federation = createFederation(ctx);
  const rateLimit = slidingMinute(instance.limits.actionsPerMinute);
  const isModerator = (principal: string) => directory.isModerator(principal);
  const look = <R>(read: (view: View) => Promise<R>) => store.view(INSTANCE, read);
  const findStatus = (view: View, uri: string) => view.find(statuses, "uri", { uri });
  return {
    store,
    performers: new Map<string, Performer>(
      Object.entries({ ...federation.perform, ...homePerformers(ctx, keyCrypto) }),
    ),
    close: () => opened.close(),
    async handle(request) {
      const answer = await federation.handle(request);
      return answer !== undefined && "status" in answer ? answer : notFound;
    },
    node: {
      origin: instance.origin,
      host,
      directory,
      async user(handle) {
        const { id } = await directory.getUser({ handle });
        return createUser({ ...ctx, owner: id, gather: federation.gather, rateLimit, isModerator });
      },
      account: (uri) => look((view) => view.find(accounts, "uri", { uri })),
      status: (uri) => look((view) => findStatus(view, uri)),
      media: (uri) =>
        look(async (view) => {
          const status = await findStatus(view, uri);
          return status === undefined ? [] : mediaOf(view, status.id);
        }),
      async notifications(handle) {
        const { id } = await directory.getUser({ handle });
        return store.view(id, notificationsIn);
      },
    },
  };
}

async function notificationsIn(view: View): Promise<SeenNotification[]> {
  const { rows } = await view.scan(notifications, { limit: 100 });
  const seen: SeenNotification[] = [];
  for (const { type, accountId, statusId } of rows) {
    const from = await view.get(accounts, { id: accountId });
    const status = statusId === null ? undefined : await view.get(statuses, { id: statusId });
    seen.push({ type, from: from?.uri ?? "nobody", statusUri: status?.uri ?? null });
  }
  return seen;
}

/** @returns whether there was anything to do */
async function work({ store, performers }: RunningNode, now: number, times: number): Promise<boolean> {
  const due = await store.effects.claim({ now, limit: 100, leaseMillis: 60_000 });
  for (const it of due) {
    for (let time = 0; time < times; time += 1) {
      const outcome = await performers.get(it.kind)?.(it);
      // What has been done once may no longer be possible.
      if (time > 0 && outcome?.status === "permanent") continue;
      // On a network where nothing is lost and nobody is away, there is no excuse.
      if (outcome?.status !== "done") {
        const ending = outcome?.status ?? "nobody to perform it";
        throw new JourneyError(`${it.kind} ended with ${ending}: ${reason(outcome)}`);
      }
    }
    await store.effects.complete([it.id]);
  }
  return due.length > 0;
}

function reason(outcome: { readonly error?: string } | undefined): string {
  return outcome?.error ?? "";
}

const settings: Instance = {
  origin: "",
  host: "",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: defaultLimits,
  authorizedFetch: false,
};

const notFound: HttpResponse = { status: 404, headers: {}, body: new Uint8Array() };
