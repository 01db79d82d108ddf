/** What the HTTP doors need of the node behind them. */

import type { Federation, StoreError } from "@mastic/core";
import type { Api, StreamHub } from "@mastic/mastodon-api";
import type { BlobStore } from "../blobs/blobStore.ts";
import type { Config } from "../config/config.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import type { MediaAddresses } from "../mediaProxy/address.ts";
import type { MediaProxy } from "../mediaProxy/mediaProxy.ts";
import type { Logger } from "../observability/logger.ts";
import type { Metrics } from "../observability/metrics.ts";
import type { TokenWatch } from "../streaming/tokenWatch.ts";
import type { Limits } from "./limits.ts";
import type { WebApp } from "./webApp.ts";

export interface Doors extends OAuthPorts {
  readonly config: Config;
  readonly api: Api;
  readonly federation: Federation;
  readonly blobs: BlobStore;
  readonly mediaProxy: MediaProxy;
  readonly mediaAddresses: MediaAddresses;
  readonly hub: StreamHub;
  /** Ends the streams whose token is good no longer. */
  readonly tokens: TokenWatch;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly limits: Limits;
  /** Aborts when the node begins to stop: open streams end. */
  readonly closing: AbortSignal;
  /** Why nothing can be written any more. */
  readonly failure: () => StoreError | undefined;
  /** Undefined where none was built. */
  readonly webApp: WebApp | undefined;
}
