/** The origin is part of every identifier: a store that was begun under one is never opened under another. */

import { isIP } from "node:net";
import { INSTANCE, settings, type Store } from "@mastic/core";
import type { Config } from "./config/config.ts";
import { ConfigError, type ConfigIssue } from "./config/error.ts";

const KEY = "origin";

/**
 * Remembers the origin when the store has none yet.
 *
 * @throws {ConfigError} for another than the store was begun with, naming the variables that make the difference
 */
export async function keepOrigin(store: Store, config: Config): Promise<void> {
  const { origin } = config;
  const known = await store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(settings, { key: KEY });
    if (row === undefined) await turn.insert(settings, { key: KEY, value: origin });
    return row?.value ?? origin;
  });
  if (known === origin) return;
  throw new ConfigError(issuesOf(config, typeof known === "string" ? known : JSON.stringify(known)));
}

function issuesOf(config: Config, kept: string): ConfigIssue[] {
  const { origin, isOriginSet } = config;
  const why = `but the accounts and posts in DATA_DIR were made under ${kept}, which is part of their identifiers`;
  const otherwise = "or set another DATA_DIR to begin a new node";
  const before = placeOf(kept);
  if (isOriginSet || before === undefined) {
    const now = isOriginSet ? `is ${origin}` : `is not set, which makes it ${origin} by HOST and PORT`;
    return [
      {
        variable: "PUBLIC_URL",
        problem: `${now}, ${why}: set it${isOriginSet ? " back" : ""} to ${kept}, ${otherwise}`,
        example: kept,
      },
    ];
  }
  const now = placeOf(origin);
  const changed = (["HOST", "PORT"] as const).filter((name) => before[name] !== now?.[name]);
  return changed.map((variable) => ({
    variable,
    problem: `is ${variable === "HOST" ? config.host : config.port}, which makes the node's address ${origin}, ${why}: set it back, set PUBLIC_URL=${kept} to keep that address, ${otherwise}`,
    example: before[variable],
  }));
}

/** The HOST and PORT that an origin may be made of; `undefined` for one that only PUBLIC_URL can say. */
function placeOf(origin: string): Readonly<Record<"HOST" | "PORT", string>> | undefined {
  const url = URL.parse(origin);
  if (url?.protocol !== "http:") return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host !== "localhost" && isIP(host) === 0) return undefined;
  return { HOST: host, PORT: url.port === "" ? "80" : url.port };
}
