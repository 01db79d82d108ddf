/** Whom passkeys are made for (WebAuthn section 5.4.2): the host of the node's address, and no other. */

import { isIP } from "node:net";
import type { Instance } from "@mastic/core";
import { PasskeyError } from "./error.ts";

export interface RelyingParty {
  /** The RP ID: a host without its port. */
  readonly id: string;
  readonly name: string;
  readonly origin: string;
}

/** @returns undefined where no browser makes passkeys: at an IP address, and without TLS but on `localhost` */
export function relyingParty({
  origin,
  title,
}: Pick<Instance, "origin" | "title">): RelyingParty | undefined {
  const { hostname, protocol } = new URL(origin);
  const isNamed = isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
  const isSecure = protocol === "https:" || /(?:^|\.)localhost$/.test(hostname);
  return isNamed && isSecure ? { id: hostname, name: title, origin } : undefined;
}

/** @throws {PasskeyError} `unavailable` */
export function requireRelyingParty(instance: Pick<Instance, "origin" | "title">): RelyingParty {
  const party = relyingParty(instance);
  if (party === undefined) throw new PasskeyError("unavailable");
  return party;
}
