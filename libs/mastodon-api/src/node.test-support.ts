/** A node for tests: the real domain on the memory store, and the API in front of it, without any ambient capability. */

import {
  coreSchema,
  createDirectory,
  createFederation,
  createUser,
  defaultLimits,
  homePerformers,
  slidingMinute,
  type FederationContext,
  type Json,
  type MediaRow,
  type Performer,
} from "@mastic/core";
import { memoryStore } from "@mastic/core/memory";
import type { Api, MediaPort } from "./call.ts";
import { handleApi } from "./handle.ts";
import type { AccessToken, ApiResponse } from "./request.ts";

/** What a test lends the node of its own engine. */
export type Lent = Pick<FederationContext, "crypto" | "keyCrypto" | "random">;

export interface Member {
  readonly id: string;
  readonly token: AccessToken;
}

export interface TestNode {
  readonly api: Api;
  clock: number;
  member(handle: string, scopes?: readonly string[]): Promise<Member>;
  /** Performs effects until none is due. */
  settle(): Promise<void>;
  /** One call; `by` is `null` for nobody signed in, and fields go as JSON. */
  call(by: Member | null, call: string, fields?: Json): Promise<ApiResponse>;
}

const noMedia: MediaPort = {
  attach: (): Promise<MediaRow> => Promise.reject(new Error("no media in this test")),
  picture: () => Promise.reject(new Error("no media in this test")),
  limits: { mediaTypes: ["image/png"], imageBytes: 1, videoBytes: 1, imageMatrix: 1, videoMatrix: 1 },
};

export function testNode(lent: Lent): TestNode {
  const world = { clock: 1_795_000_000_000 };
  const now = (): number => world.clock;
  const store = memoryStore(coreSchema, { clock: now });
  const context: FederationContext = {
    ...lent,
    store,
    now,
    fetch: () => Promise.reject(new Error("there is no network in this test")),
    instance: {
      origin: "https://mastic.example",
      host: "mastic.example",
      title: "Mastic",
      description: "A node for tests.",
      contactEmail: null,
      version: "0.1.0",
      registrations: "open",
      limits: { ...defaultLimits, actionsPerMinute: 1_000 },
      authorizedFetch: false,
    },
  };
  const federation = createFederation(context);
  const directory = createDirectory(context);
  const rateLimit = slidingMinute(1_000);
  const { gather } = federation;
  const isModerator = (principal: string): Promise<boolean> => directory.isModerator(principal);
  const api: Api = {
    context,
    directory,
    user: (owner) => createUser({ ...context, owner, gather, rateLimit, isModerator }),
    gather: () => gather,
    media: noMedia,
    streamingUrl: "wss://mastic.example",
    // Effects are performed when a test settles: nothing comes while a request waits.
    pause: async () => undefined,
  };
  const perform: Readonly<Record<string, Performer>> = {
    ...federation.perform,
    ...homePerformers(context, lent.keyCrypto),
  };

  async function settle(): Promise<void> {
    for (;;) {
      const due = await store.effects.claim({ now: now(), limit: 100, leaseMillis: 60_000 });
      if (due.length === 0) return;
      for (const effect of due) {
        const outcome = await perform[effect.kind]?.(effect);
        if (outcome?.status !== "done") throw new Error(`${effect.kind}: ${JSON.stringify(outcome)}`);
        await store.effects.complete([effect.id]);
      }
    }
  }

  return Object.assign(world, {
    api,
    settle,
    async member(handle: string, scopes: readonly string[] = ["read", "write", "follow"]): Promise<Member> {
      const principal = `principal-${handle}`;
      const { id: owner } = await directory.signUp({ principal }, { handle });
      await settle();
      const token = {
        scopes,
        user: { owner, principal, isSuspended: false },
        application: { name: "Test", website: null },
      };
      return { id: owner.toString(), token };
    },
    async call(by: Member | null, call: string, fields?: Json): Promise<ApiResponse> {
      const [method = "", url = ""] = call.split(" ");
      const body = fields === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(fields)) };
      const headers = { "content-type": "application/json" };
      const response = await handleApi(api, { method, url, headers, token: by?.token ?? null, ...body });
      if (response === undefined) throw new Error(`${call} is none of the API's`);
      return response;
    },
  });
}
