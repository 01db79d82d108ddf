// What every request of a server has in common.
import type { EndpointSettings } from "./api/router.ts";
import type { ReplicaClock } from "./clock.ts";
import type { Domains } from "./gateway/canister-host.ts";
import type { Replica } from "./replica.ts";

/** A replica, and how it is served. */
export interface Serving {
  readonly replica: Replica;
  readonly clock: ReplicaClock;
  readonly settings: EndpointSettings;
  readonly domains: Domains;
  /** Whether the gateway refuses answers to queries that are not certified. */
  readonly verifyResponses: boolean;
  /** Told of what goes wrong inside. */
  readonly onError: (error: unknown) => void;
}
