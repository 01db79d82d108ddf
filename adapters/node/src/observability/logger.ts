/** Structured logs by pino: one object a line for programs, or one line of text for people; never a secret. */

import pino, { type DestinationStream, type Logger } from "pino";
import { textLine } from "./textLine.ts";

export type { Logger } from "pino";

export interface LoggerOptions {
  readonly level: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  readonly format: "text" | "json";
  /** Standard output when left out. */
  readonly destination?: DestinationStream;
}

/** Names under which secrets travel, at the top of an entry and one or two levels below. */
const secrets = [
  "password",
  "token",
  "access_token",
  "refresh_token",
  "client_secret",
  "code",
  "code_verifier",
  "privateKeyPem",
  "authorization",
  "cookie",
  "signature",
  "set-cookie",
];

export function logger({ level, format, destination }: LoggerOptions): Logger {
  const output = destination ?? pino.destination({ fd: 1, sync: false });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: "[secret]",
      },
    },
    format === "json" ? output : asText(output),
  );
}

function asText(output: DestinationStream): DestinationStream {
  return { write: (line) => output.write(textLine(line)) };
}
