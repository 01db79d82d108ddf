/** The libraries of the protocols, by their folders in libs/: those that import nothing from outside and run in any engine. */

export const PROTOCOL_LIBRARIES = [
  "activitypub",
  "data-integrity",
  "http-signatures",
  "snowflake",
  "validation",
  "webfinger",
];
