// The NodeInfo document, versions 2.0 and 2.1 (http://nodeinfo.diaspora.software/schema.html).

import { WebFingerError } from "../error.ts";
import { MAX_JRD_LENGTH } from "../jrd.ts";
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
  const urls = version === "2.0" ? {} : { ...(repository && { repository }), ...(homepage && { homepage }) };
  return validate({
    ...info,
    version,
    software: { name, version: software, ...urls },
    services: info.services ?? { inbound: [], outbound: [] },
    metadata: info.metadata ?? {},
  });
}

/**
 * Reads and validates a document of either version, which must be JSON of at most 64 kB. Members that the schema
 * does not name are left out. Throws `nodeinfo_malformed` and `response_too_large`.
 */
export function parseNodeInfo(text: string): NodeInfoDocument {
  if (text.length > MAX_JRD_LENGTH) {
    throw new WebFingerError("response_too_large", "The NodeInfo document is too long");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
  return validate(value);
}

/** The schema by hand: what it requires must be there, what it types must be of that type. */
function validate(value: unknown): NodeInfoDocument {
  const document = recordOf(value, "document");
  const { version } = document;
  if (version !== "2.0" && version !== "2.1") throw malformed("version is neither 2.0 nor 2.1");
  const software = recordOf(document["software"], "software");
  const services = recordOf(document["services"], "services");
  const usage = recordOf(document["usage"], "usage");
  const users = recordOf(usage["users"], "usage.users");
  const name = textOf(software["name"], "software.name");
  if (!isSoftwareName(name))
    throw malformed("software.name is not in lower-case letters, digits and hyphens");
  const protocols = textsOf(document["protocols"], "protocols");
  if (protocols.length === 0) throw malformed("protocols is empty");
  if (typeof document["openRegistrations"] !== "boolean") throw malformed("openRegistrations is no boolean");
  return {
    version,
    software: {
      name,
      version: textOf(software["version"], "software.version"),
      ...(version === "2.1" && optionalText(software, "repository")),
      ...(version === "2.1" && optionalText(software, "homepage")),
    },
    protocols,
    services: {
      inbound: textsOf(services["inbound"], "services.inbound"),
      outbound: textsOf(services["outbound"], "services.outbound"),
    },
    openRegistrations: document["openRegistrations"],
    usage: {
      users: {
        ...optionalCount(users, "total"),
        ...optionalCount(users, "activeHalfyear"),
        ...optionalCount(users, "activeMonth"),
      },
      ...optionalCount(usage, "localPosts"),
      ...optionalCount(usage, "localComments"),
    },
    metadata: recordOf(document["metadata"], "metadata"),
  };
}

function isSoftwareName(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45)) return false;
  }
  return name !== "";
}

function recordOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformed(`${path} is no object`);
  return { ...value };
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== "string") throw malformed(`${path} is no string`);
  return value;
}

function textsOf(value: unknown, path: string): string[] {
  if (!Array.isArray(value)) throw malformed(`${path} is no list`);
  return value.map((entry: unknown) => textOf(entry, path));
}

function optionalText<Name extends string>(
  record: Record<string, unknown>,
  name: Name,
): Partial<Record<Name, string>>;
function optionalText(record: Record<string, unknown>, name: string): Record<string, string> {
  const value = record[name];
  return value === undefined ? {} : { [name]: textOf(value, name) };
}

function optionalCount<Name extends string>(
  record: Record<string, unknown>,
  name: Name,
): Partial<Record<Name, number>>;
function optionalCount(record: Record<string, unknown>, name: string): Record<string, number> {
  const value = record[name];
  if (value === undefined) return {};
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw malformed(`${name} is no count`);
  return { [name]: value };
}

function malformed(reason: string): WebFingerError {
  return new WebFingerError("nodeinfo_malformed", `NodeInfo: ${reason}`);
}
