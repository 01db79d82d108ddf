/** Who answers HTTP outcalls: a function of the test, or servers that listen on this machine. */
import { joinBytes } from "../execution/join-bytes.ts";
import { request as httpRequest } from "node:http";
import type { OutcallHeader, OutcallRequest, OutcallResponse } from "./outcall.ts";

/**
 * Answers one outcall. What it throws becomes a rejection with code `SYS_TRANSIENT`.
 */
export type OutcallHandler = (request: OutcallRequest) => Promise<OutcallResponse>;

export interface LoopbackOptions {
  /**
   * Where hosts are to be found, as origins such as `http://127.0.0.1:8080`. The server sees the `Host` of the
   * canister's URL. Hosts that are not named here have to be loopback addresses themselves.
   */
  hosts?: Readonly<Record<string, string>>;
  /** Milliseconds after which a server counts as silent; 30,000 by default. */
  timeout?: number;
}

const loopbackHost = /^(localhost|.*\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/u;

/** Sends outcalls to servers on this machine, and to no other. */
export function loopbackOutcalls(options: LoopbackOptions = {}): OutcallHandler {
  return (outcall) => send(outcall, options);
}

function send(
  outcall: OutcallRequest,
  { hosts = {}, timeout = 30_000 }: LoopbackOptions,
): Promise<OutcallResponse> {
  const url = new URL(outcall.url);
  const target = new URL(hosts[url.host] ?? hosts[url.hostname] ?? `http://${url.host}`);
  if (!loopbackHost.test(target.hostname)) {
    return Promise.reject(new Error(`Failed to connect: ${url.host} is not on this machine`));
  }
  // Names under .localhost resolve by convention only.
  const host = /^[[\d]/.test(target.hostname) ? target.hostname.replace(/^\[|\]$/g, "") : "127.0.0.1";
  const headers = { ...groupHeaders(outcall.headers), host: url.host };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host,
        port: target.port || 80,
        method: outcall.method,
        path: url.pathname + url.search,
        headers,
        timeout,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          // One more byte than allowed is enough to see that the answer is too large.
          if (bytes > outcall.maxResponseBytes) response.destroy();
        });
        response.on("close", () => {
          const raw = response.rawHeaders;
          const pairs = raw.flatMap((name, index): OutcallHeader[] =>
            index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""]] : [],
          );
          resolve({
            status: response.statusCode ?? 0,
            headers: pairs,
            body: joinBytes(chunks),
          });
        });
      },
    );
    request.on("timeout", () => request.destroy(new Error("Timeout expired")));
    request.on("error", reject);
    if (outcall.body.length > 0) request.setHeader("content-length", outcall.body.length);
    request.end(outcall.body);
  });
}

/** Headers that the connection sets itself. */
const connectionHeaders = new Set(["host", "content-length", "connection", "transfer-encoding"]);

function groupHeaders(headers: readonly OutcallHeader[]): Record<string, string[]> {
  const grouped: Record<string, string[]> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (!connectionHeaders.has(key)) (grouped[key] ??= []).push(value);
  }
  return grouped;
}
