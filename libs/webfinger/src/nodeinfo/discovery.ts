// The NodeInfo discovery document at /.well-known/nodeinfo (NodeInfo protocol, section "Discovery").

import { refuse } from "../refusal.ts";
import type { JrdLink } from "../jrd.ts";
import type { LookupOptions, LookupRequest } from "../lookup.ts";
import { parseJrd } from "../parse-jrd.ts";
import { NODEINFO_SCHEMA, REL_APPLICATION } from "../rel.ts";
import { trySplitUrl } from "../url.ts";
import { wellKnownRequest } from "../well-known.ts";

/** Versions of NodeInfo that are written and read here. */
export type NodeInfoVersion = "2.0" | "2.1";

/** Where a server's NodeInfo documents are. */
export interface NodeInfoLinks {
  /** URL by version; the highest is the one to read. */
  readonly documents: Readonly<Partial<Record<NodeInfoVersion, string>>>;
  /** The actor of the server itself (FEP-2677). */
  readonly applicationActor?: string | undefined;
}

const VERSIONS: readonly NodeInfoVersion[] = ["2.1", "2.0"];
const JSON_TYPE = "application/json";

/** Media type of the document of this version, with the profile that the protocol asks for. */
export function nodeInfoMediaType(version: NodeInfoVersion): string {
  return `${JSON_TYPE}; profile="${NODEINFO_SCHEMA}${version}#"; charset=utf-8`;
}

/** The request for a host's discovery document. Throws `host_malformed`. */
export function nodeInfoDiscoveryRequest(host: string, scheme?: LookupOptions["scheme"]): LookupRequest {
  return wellKnownRequest(host, "nodeinfo", JSON_TYPE, scheme);
}

/** The request for the document of the highest version (section "Retrieval"). Throws `nodeinfo_malformed` when there is none. */
export function nodeInfoRequest({ documents }: NodeInfoLinks): LookupRequest {
  for (const version of VERSIONS) {
    const url = documents[version];
    if (url !== undefined) return { method: "GET", url, headers: { accept: JSON_TYPE } };
  }
  refuse("nodeinfo_malformed", "");
}

/** Builds the discovery document. */
export function buildNodeInfoDiscovery(links: NodeInfoLinks): { readonly links: readonly JrdLink[] } {
  const documents = VERSIONS.flatMap((version) => {
    const href = links.documents[version];
    return href === undefined ? [] : [{ rel: NODEINFO_SCHEMA + version, href }];
  });
  const { applicationActor } = links;
  return {
    links:
      applicationActor === undefined
        ? documents
        : [...documents, { rel: REL_APPLICATION, href: applicationActor }],
  };
}

/**
 * Reads a discovery document. Only https links count, http ones too when `scheme` is `http`; links of unknown
 * versions are passed over. Throws `jrd_malformed`, `response_too_large`, and `nodeinfo_malformed` when it names no
 * document of version 2.0 or 2.1.
 */
export function parseNodeInfoDiscovery(text: string, scheme: "https" | "http" = "https"): NodeInfoLinks {
  const links = parseJrd(text).links ?? [];
  const documents: Partial<Record<NodeInfoVersion, string>> = {};
  for (const version of VERSIONS) {
    const href = find(links, NODEINFO_SCHEMA + version, scheme);
    if (href !== undefined) documents[version] = href;
  }
  if (Object.keys(documents).length === 0) {
    refuse("nodeinfo_malformed", text);
  }
  return { documents, applicationActor: find(links, REL_APPLICATION, scheme) };
}

function find(links: readonly JrdLink[], rel: string, scheme: "https" | "http"): string | undefined {
  return links.find((link) => {
    const url = link.rel === rel && link.href !== undefined ? trySplitUrl(link.href) : undefined;
    return url?.scheme === "https" || (url !== undefined && scheme === "http");
  })?.href;
}
