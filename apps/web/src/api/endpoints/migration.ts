/** Moving to another account: Mastodon has no methods for it; these are Pleroma's and Akkoma's. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { read } from "../read.ts";

const PATH = "/api/pleroma/aliases";
const answer = z.object({ aliases: z.array(z.string()) });

/** @returns addresses such as `bob@elsewhere.example` */
export async function readAliases(transport: Transport): Promise<readonly string[]> {
  return read(answer, (await transport.request({ method: "GET", path: PATH })).body).aliases;
}

/** @throws {ApiError} `refused` when there is no such account */
export async function addAlias(transport: Transport, alias: string): Promise<void> {
  await transport.request({ method: "PUT", path: PATH, body: { alias } });
}

export async function removeAlias(transport: Transport, alias: string): Promise<void> {
  await transport.request({ method: "DELETE", path: PATH, body: { alias } });
}

/** Where each call proves who makes it. @throws {ApiError} `refused` when the other account does not name this one */
export async function moveAccount(transport: Transport, target: string): Promise<void> {
  await transport.request({
    method: "POST",
    path: "/api/pleroma/move_account",
    body: { target_account: target, password: "" },
  });
}
