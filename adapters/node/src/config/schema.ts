/** Every variable that Mastic reads, with its meaning, default and example: the one place that declares them. */

import { z } from "zod";
import { rateLimits } from "./rateLimits.ts";
import { boundedText, choice, listenHost, onOff, origin, ranges, rules, wholeNumber } from "./values.ts";
import { optionalVariable, variable } from "./variable.ts";

export const environment = z.object({
  PORT: variable(wholeNumber(1, 65_535), {
    description: "The TCP port to listen on.",
    default: "3000",
    example: "8080",
  }),
  HOST: variable(listenHost, {
    description:
      "The address to listen on. The default is reachable from this machine only, for example by a reverse proxy; `0.0.0.0` or `::` opens the node to the network.",
    default: "127.0.0.1",
    example: "0.0.0.0",
  }),
  DATA_DIR: variable(boundedText(4_096), {
    description:
      "The directory of the database and the media; a relative one is taken from the folder in which a command runs. `mastic start` and `mastic db migrate` create it when missing; other commands want a node there.",
    default: "./data",
    example: "/var/lib/mastic",
  }),
  PUBLIC_URL: optionalVariable(origin, {
    description:
      "The address under which the world reaches this node. It is part of every identifier: decide before the first account and never change it; passkeys are bound to its host, and cannot be used at an IP address. Must be https, except on an IP address, on `localhost`, or with ALLOW_PRIVATE_ADDRESSES.",
    defaultNote: "`http://HOST:PORT`, and `localhost` for a HOST that means every address",
    example: "https://social.example",
  }),
  INSTANCE_TITLE: variable(boundedText(100), {
    description: "The name of this node.",
    default: "Mastic",
    example: "Our Village",
  }),
  INSTANCE_DESCRIPTION: variable(boundedText(1_500), {
    description: "What this node is about, for apps and other servers.",
    default: "A node of the Fediverse.",
    example: "Neighbours talking to neighbours",
  }),
  INSTANCE_RULES: optionalVariable(rules, {
    description:
      "The rules of this node, each in a line of its own or after a vertical bar: shown to who signs up and in apps, and named in reports. Once moderators have changed them in the app, those hold.",
    example: "Be kind to each other",
  }),
  CONTACT_EMAIL: optionalVariable(z.email("must be an e-mail address"), {
    description: "Where people reach the operator.",
    example: "admin@social.example",
  }),
  REGISTRATIONS: variable(choice(["open", "closed", "invite"]), {
    description:
      "Who may sign up: anyone (`open`), holders of an invitation (`invite`), or nobody (`closed`); `mastic account create` always works.",
    default: "open",
    example: "invite",
  }),
  STATUS_MAX_CHARACTERS: variable(wholeNumber(1, 100_000), {
    description: "How long a post may be, counted as Mastodon counts.",
    default: "500",
    example: "5000",
  }),
  IMAGE_MAX_MEGABYTES: variable(wholeNumber(1, 100), {
    description: "The largest image that can be uploaded, in MiB.",
    default: "16",
    example: "8",
  }),
  IMAGE_MAX_PIXELS: variable(wholeNumber(1_000_000, 268_000_000), {
    description: "The largest image that is decoded, width times height; anything larger is refused.",
    default: "33177600",
    example: "16777216",
  }),
  VIDEO_MAX_MEGABYTES: variable(wholeNumber(1, 1_024), {
    description: "The largest video or sound that can be uploaded, in MiB.",
    default: "99",
    example: "40",
  }),
  MEDIA_PROXY_MEGABYTES: variable(wholeNumber(64, 10_000_000), {
    description:
      "How much is kept of the pictures, videos and sounds of other servers that people here looked at, in MiB; what nobody asked for the longest goes first. It lies in `DATA_DIR/media-proxy`, and is in no backup: it is fetched again.",
    default: "2048",
    example: "20480",
  }),
  MEDIA_PROXY_FILE_MEGABYTES: variable(wholeNumber(1, 1_024), {
    description:
      "The largest file of another server that is shown here, in MiB, and never more than half of MEDIA_PROXY_MEGABYTES.",
    default: "99",
    example: "40",
  }),
  HOME_TIMELINE_LENGTH: variable(wholeNumber(40, 100_000), {
    description:
      "How many posts a home timeline keeps; the oldest leave it, and stay where they are otherwise.",
    default: "800",
    example: "5000",
  }),
  TOMBSTONE_DAYS: variable(wholeNumber(0, 36_500), {
    description:
      "How many days the handle of a deleted account stays blocked, and the address of a deleted post says that it is gone.",
    default: "30",
    example: "365",
  }),
  ACTIONS_PER_MINUTE: variable(wholeNumber(1, 100_000), {
    description: "How many times a minute one person may post, like, follow and the like.",
    default: "60",
    example: "20",
  }),
  RATE_LIMITS: variable(rateLimits, {
    description:
      "Limits on requests: `on` (Mastodon's), `off`, or changes to some of the groups `api`, `media`, `delete`, `signup`, `login`, `inbox`, `proxy` (media fetched from other servers, per address: 1,000 in 5 minutes). Registering applications and fetching tokens is counted apart, per address, by the measure of `api`.",
    default: "on",
    example: "api=600/5m,signup=20/1h",
  }),
  TRUST_PROXY: variable(wholeNumber(0, 10), {
    description:
      "How many reverse proxies stand in front of this node. So many entries at the end of X-Forwarded-For are believed; with 0 the header is ignored.",
    default: "0",
    example: "1",
  }),
  AUTHORIZED_FETCH: variable(onOff, {
    description: "Secure mode: other servers must sign their requests for ActivityPub documents.",
    default: "false",
    example: "true",
  }),
  SIGNATURE_MAX_AGE_SECONDS: variable(wholeNumber(30, 43_200), {
    description: "How old the signature of an incoming request may be.",
    default: "3600",
    example: "43200",
  }),
  ALLOWED_PRIVATE_RANGES: variable(ranges, {
    description:
      "Address ranges outside the public Internet that this node may still connect to, such as a neighbour in the same private network. http is allowed there.",
    default: "",
    defaultNote: "none",
    example: "10.20.0.0/16,fd00:1234::/32",
  }),
  ALLOW_PRIVATE_ADDRESSES: variable(onOff, {
    description:
      "For development only: allows connections to every address, loopback and private networks included, and plain http.",
    default: "false",
    example: "true",
  }),
  DELIVERY_CONCURRENCY: variable(wholeNumber(1, 10_000), {
    description: "How many deliveries to other servers run at the same time.",
    default: "64",
    example: "256",
  }),
  DELIVERY_HOST_CONCURRENCY: variable(wholeNumber(1, 1_000), {
    description: "How many of them may go to one server.",
    default: "8",
    example: "4",
  }),
  LOG_LEVEL: variable(choice(["trace", "debug", "info", "warn", "error", "fatal", "silent"]), {
    description: "The least important messages to log.",
    default: "info",
    example: "debug",
  }),
  LOG_FORMAT: variable(choice(["text", "json"]), {
    description: "`text` for people, `json` (one object a line) for programs.",
    default: "text",
    example: "json",
  }),
  METRICS: variable(
    z
      .string()
      .refine(
        (text) => text === "on" || text === "off" || /^[\w~+/=.-]{16,200}$/.test(text),
        "must be on, off, or a token of 16 to 200 letters, digits and characters of - _ . ~ + / =",
      ),
    {
      description:
        "Prometheus metrics at `/metrics`: `off`, `on` for everyone, or a token that the scraper sends as `Authorization: Bearer TOKEN`.",
      default: "off",
      allowed: "`off`, `on`, or 16 to 200 letters, digits and characters of `-_.~+/=`",
      example: "k3Jv8QpZr5Tn2Wx7",
      isSecret: true,
    },
  ),
});
