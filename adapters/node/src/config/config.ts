/** The configuration of a node, read from the environment and checked as a whole. */

import { installIdna } from "@mastic/validation/idna";
import { resolve } from "node:path";
import { isIP } from "node:net";
import type { z } from "zod";
import { ConfigError, type ConfigIssue } from "./error.ts";
import type { Quotas } from "./rateLimits.ts";
import { environment } from "./schema.ts";
import { documentationOf } from "./variable.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** An absolute path. */
  readonly dataDirectory: string;
  /** The origin of every identifier, such as `https://social.example`. */
  readonly origin: string;
  /** The origin is PUBLIC_URL's; it is made of HOST and PORT otherwise. */
  readonly isOriginSet: boolean;
  readonly title: string;
  readonly description: string;
  readonly rules: readonly string[];
  readonly contactEmail: string | null;
  readonly registrations: "open" | "closed" | "invite";
  readonly statusCharacters: number;
  readonly imageMaxBytes: number;
  readonly imageMaxPixels: number;
  readonly videoMaxBytes: number;
  /** What is kept of the media of other servers. */
  readonly mediaProxyBytes: number;
  /** The largest file of theirs. */
  readonly mediaProxyFileBytes: number;
  readonly homeTimelineLength: number;
  readonly tombstoneMillis: number;
  readonly actionsPerMinute: number;
  /** `null` when limits are off. */
  readonly rateLimits: Quotas | null;
  /** How many entries at the end of X-Forwarded-For are believed. */
  readonly trustedProxies: number;
  readonly authorizedFetch: boolean;
  readonly signatureMaxAgeMillis: number;
  /** Ranges in CIDR notation. */
  readonly allowedPrivateRanges: readonly string[];
  readonly allowPrivateAddresses: boolean;
  readonly deliveryConcurrency: number;
  readonly deliveryHostConcurrency: number;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  readonly logFormat: "text" | "json";
  readonly metrics: { readonly isOn: boolean; readonly token: string | null };
}

const MEBIBYTE = 1_048_576;
const DAY_MILLIS = 86_400_000;

/**
 * Reads the configuration; relative directories are taken from `workingDirectory`.
 *
 * @throws {ConfigError} naming every variable that is wrong, what is wrong with it, and an example.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Config {
  // PUBLIC_URL may be in any script, and is read before there is a node.
  installIdna();
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, env)));
  const values = parsed.data;
  const publicUrl = values.PUBLIC_URL ?? defaultOrigin(values.HOST, values.PORT);
  if (!isUsableOrigin(publicUrl, values.ALLOW_PRIVATE_ADDRESSES))
    throw new ConfigError([
      {
        variable: "PUBLIC_URL",
        problem:
          values.PUBLIC_URL === undefined
            ? `is not set, and would be ${JSON.stringify(publicUrl)} by HOST and PORT: other servers speak to https only`
            : `is ${JSON.stringify(publicUrl)}: other servers speak to https only`,
        example: values.PUBLIC_URL?.replace("http:", "https:") ?? `https://${new URL(publicUrl).hostname}`,
      },
    ]);
  return {
    port: values.PORT,
    host: values.HOST,
    dataDirectory: resolve(workingDirectory, values.DATA_DIR),
    origin: publicUrl,
    isOriginSet: values.PUBLIC_URL !== undefined,
    title: values.INSTANCE_TITLE,
    description: values.INSTANCE_DESCRIPTION,
    rules: values.INSTANCE_RULES ?? [],
    contactEmail: values.CONTACT_EMAIL ?? null,
    registrations: values.REGISTRATIONS,
    statusCharacters: values.STATUS_MAX_CHARACTERS,
    imageMaxBytes: values.IMAGE_MAX_MEGABYTES * MEBIBYTE,
    imageMaxPixels: values.IMAGE_MAX_PIXELS,
    videoMaxBytes: values.VIDEO_MAX_MEGABYTES * MEBIBYTE,
    mediaProxyBytes: values.MEDIA_PROXY_MEGABYTES * MEBIBYTE,
    mediaProxyFileBytes:
      Math.min(values.MEDIA_PROXY_FILE_MEGABYTES, values.MEDIA_PROXY_MEGABYTES / 2) * MEBIBYTE,
    homeTimelineLength: values.HOME_TIMELINE_LENGTH,
    tombstoneMillis: values.TOMBSTONE_DAYS * DAY_MILLIS,
    actionsPerMinute: values.ACTIONS_PER_MINUTE,
    rateLimits: values.RATE_LIMITS,
    trustedProxies: values.TRUST_PROXY,
    authorizedFetch: values.AUTHORIZED_FETCH,
    signatureMaxAgeMillis: values.SIGNATURE_MAX_AGE_SECONDS * 1_000,
    allowedPrivateRanges: values.ALLOWED_PRIVATE_RANGES,
    allowPrivateAddresses: values.ALLOW_PRIVATE_ADDRESSES,
    deliveryConcurrency: values.DELIVERY_CONCURRENCY,
    deliveryHostConcurrency: values.DELIVERY_HOST_CONCURRENCY,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    metrics: {
      isOn: values.METRICS !== "off",
      token: values.METRICS === "on" || values.METRICS === "off" ? null : values.METRICS,
    },
  };
}

function describe(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): ConfigIssue {
  const name = issue.path[0];
  if (typeof name !== "string" || !Object.hasOwn(environment.shape, name))
    throw new Error(`an issue without a variable: ${issue.message}`);
  const { example, isSecret } = documentationOf(environment.shape[name as keyof typeof environment.shape]);
  const value = isSecret === true ? "not acceptable" : JSON.stringify((env[name] ?? "").slice(0, 100));
  return { variable: name, problem: `is ${value}: it ${issue.message}`, example };
}

/** What a browser on this machine can open; an address that means "every interface" is none. */
function defaultOrigin(host: string, port: number): string {
  const isEvery = host === "0.0.0.0" || host === "::";
  const name = isEvery ? "localhost" : isIP(host) === 6 ? `[${host}]` : host;
  return new URL(`http://${name}:${port}`).origin;
}

function isUsableOrigin(text: string, allowPrivate: boolean): boolean {
  const { protocol, hostname } = new URL(text);
  if (protocol === "https:" || allowPrivate || hostname === "localhost") return true;
  return isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}
