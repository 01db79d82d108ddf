/** The media proxy of a node: its secret from the store, its files in the data directory, connections of its own. */

import { join } from "node:path";
import { domainPolicy, INSTANCE } from "@mastic/core";
import { addressPolicy } from "../fetch/policy.ts";
import { remoteClient } from "../fetch/remoteFetch.ts";
import type { Node } from "../node.ts";
import type { Logger } from "../observability/logger.ts";
import { userAgentOf } from "../version.ts";
import { mediaAddresses, type MediaAddresses } from "./address.ts";
import { MediaCache } from "./cache.ts";
import { keepMediaProxyKey } from "./key.ts";
import { MediaProxy } from "./mediaProxy.ts";

export interface OpenMediaProxy {
  readonly addresses: MediaAddresses;
  readonly proxy: MediaProxy;
  close(): Promise<void>;
}

export async function openMediaProxy(
  { config, store, instance }: Node,
  log: Logger,
): Promise<OpenMediaProxy> {
  const key = await keepMediaProxyKey(store);
  // Deliveries do not wait for pictures: connections are not shared with them.
  const network = remoteClient({ policy: addressPolicy(config), userAgent: userAgentOf(instance.origin) });
  const proxy = new MediaProxy({
    cache: new MediaCache({
      directory: join(config.dataDirectory, "media-proxy"),
      maxBytes: config.mediaProxyBytes,
      now: Date.now,
    }),
    stream: network.stream,
    isBlocked: async (host) => (await store.view(INSTANCE, (view) => domainPolicy(view, host))) === "suspend",
    now: Date.now,
    maxBytes: config.mediaProxyFileBytes,
    onUnkept: (error) => log.error({ err: error }, "media of another server cannot be written"),
  });
  return {
    proxy,
    addresses: mediaAddresses(key, instance.origin),
    async close() {
      await proxy.close();
      await network.close();
    },
  };
}
