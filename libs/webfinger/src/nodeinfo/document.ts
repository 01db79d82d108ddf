// The NodeInfo document, versions 2.0 and 2.1 (http://nodeinfo.diaspora.software/schema.html).

import { WebFingerError } from "../error.ts";
import { checkLimit, MAX_JRD_LENGTH } from "../limit.ts";
import { isRecord, tryParseJson } from "../json.ts";
import type { NodeInfoVersion } from "./discovery.ts";

/** What a server says of itself. */
export interface NodeInfo {
  readonly software: {
    /** Lower-case letters, digits and hyphens. */
    readonly name: string;
    readonly version: string;
    /** Version 2.1 only. */
    readonly repository?: string;
    /** Version 2.1 only. */
    readonly homepage?: string;
  };
  /** `activitypub`, and others of the schema's list. */
  readonly protocols: readonly string[];
  /** Third-party services; most servers have none. */
  readonly services?: { readonly inbound: readonly string[]; readonly outbound: readonly string[] };
  readonly openRegistrations: boolean;
  readonly usage: {
    readonly users: {
      readonly total?: number;
      readonly activeHalfyear?: number;
      readonly activeMonth?: number;
    };
    readonly localPosts?: number;
    readonly localComments?: number;
  };
  /** Whatever else the server wants to say. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A document as it is served. */
export interface NodeInfoDocument extends NodeInfo {
  readonly version: NodeInfoVersion;
  readonly services: { readonly inbound: readonly string[]; readonly outbound: readonly string[] };
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Builds the document; `repository` and `homepage` are left out of 2.0, whose schema does not have them. Throws `nodeinfo_malformed`. */
export function buildNodeInfo(version: NodeInfoVersion, info: NodeInfo): NodeInfoDocument {
  const { name, version: software, repository, homepage } = info.software;
  return validate({
    ...info,
    version,
    software: { name, version: software, repository, homepage },
    services: info.services ?? { inbound: [], outbound: [] },
    metadata: info.metadata ?? {},
  });
}

/**
 * Reads and validates a document of either version, which must be JSON of at most 64 kB. Members that the schema
 * does not name are left out. Throws `nodeinfo_malformed` and `response_too_large`.
 */
export function parseNodeInfo(text: string): NodeInfoDocument {
  checkLimit(text.length, MAX_JRD_LENGTH);
  return validate(tryParseJson(text));
}

/** The schema by hand: what it requires must be there, what it types must be of that type. */
function validate(value: unknown): NodeInfoDocument {
  const document = record({ document: value }, "document");
  const software = record(document, "software");
  const services = record(document, "services");
  const usage = record(document, "usage");
  const users = record(usage, "users");
  const { version, openRegistrations } = document;
  if (version !== "2.0" && version !== "2.1") throw malformed("version");
  if (typeof openRegistrations !== "boolean") throw malformed("openRegistrations");
  const name = text(software, "name");
  if (!/^[a-z0-9-]+$/.test(name)) throw malformed("name");
  const protocols = texts(document, "protocols");
  if (protocols.length === 0) throw malformed("protocols");
  return {
    version,
    software: {
      name,
      version: text(software, "version"),
      ...(version === "2.1" && optional(software, "repository", text)),
      ...(version === "2.1" && optional(software, "homepage", text)),
    },
    protocols,
    services: { inbound: texts(services, "inbound"), outbound: texts(services, "outbound") },
    openRegistrations,
    usage: {
      users: {
        ...optional(users, "total", count),
        ...optional(users, "activeHalfyear", count),
        ...optional(users, "activeMonth", count),
      },
      ...optional(usage, "localPosts", count),
      ...optional(usage, "localComments", count),
    },
    metadata: record(document, "metadata"),
  };
}

type Members = Record<string, unknown>;

function record(of: Members, name: string): Members {
  const value = of[name];
  if (!isRecord(value)) throw malformed(name);
  return value;
}

function text(of: Members, name: string): string {
  const value = of[name];
  if (typeof value !== "string") throw malformed(name);
  return value;
}

function texts(of: Members, name: string): string[] {
  const value = of[name];
  if (!Array.isArray(value)) throw malformed(name);
  return value.map((entry: unknown) => text({ [name]: entry }, name));
}

function count(of: Members, name: string): number {
  const value = of[name];
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw malformed(name);
  return value;
}

function optional<Name extends string, Value>(
  of: Members,
  name: Name,
  read: (of: Members, name: string) => Value,
): Partial<Record<Name, Value>>;
function optional(of: Members, name: string, read: (of: Members, name: string) => unknown): Members {
  return of[name] === undefined ? {} : { [name]: read(of, name) };
}

function malformed(path: string): WebFingerError {
  return new WebFingerError("nodeinfo_malformed", { path });
}
