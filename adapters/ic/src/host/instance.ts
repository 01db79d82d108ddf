/** The instance behind its public URL: what all canisters of a node say of it. */

import { defaultLimits, type Instance } from "@mastic/core";
import { parseUrl } from "@mastic/validation";

/** @param publicUrl `https://mastic.social`, with or without a trailing slash @throws {ValidationError} */
export function instanceAt({ publicUrl }: { readonly publicUrl: string }): Instance {
  const { origin } = parseUrl(publicUrl);
  return {
    origin,
    host: origin.slice(origin.indexOf("://") + 3),
    title: "Mastic",
    description: "",
    contactEmail: null,
    version: "0.1.0",
    registrations: "open",
    limits: defaultLimits,
    authorizedFetch: false,
  };
}
