/** Mastodon: methods/polls. */

import type { Transport } from "../../ports/transport.ts";
import { poll, type Poll } from "../entities/status.ts";
import { read } from "../read.ts";

/** @param choices the options by index @returns the poll as it then stands */
export async function vote(transport: Transport, id: string, choices: readonly number[]): Promise<Poll> {
  const path = `/api/v1/polls/${id}/votes`;
  return read(poll, (await transport.request({ method: "POST", path, body: { choices } })).body);
}

export async function readPoll(transport: Transport, id: string): Promise<Poll> {
  return read(poll, (await transport.request({ method: "GET", path: `/api/v1/polls/${id}` })).body);
}
