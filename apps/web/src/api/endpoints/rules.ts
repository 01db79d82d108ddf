/** Pleroma's and Akkoma's methods for the rules of a node, which Mastodon has none for: admin API, rules. */

import type { Transport } from "../../ports/transport.ts";
import { rule, type Rule } from "../entities/instance.ts";
import { readList } from "../read.ts";

const PATH = "/api/v1/pleroma/admin/rules";

/** In their order. */
export async function readRules(transport: Transport): Promise<Rule[]> {
  const { body } = await transport.request({ method: "GET", path: PATH });
  return readList(rule, body);
}

/** As the last one. */
export async function addRule(transport: Transport, text: string): Promise<void> {
  await transport.request({ method: "POST", path: PATH, body: { text } });
}

/** @param change `priority`: its place, from 1 */
export async function changeRule(
  transport: Transport,
  id: string,
  change: { readonly text: string } | { readonly priority: number },
): Promise<void> {
  await transport.request({ method: "PATCH", path: `${PATH}/${id}`, body: change });
}

export async function removeRule(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/${id}` });
}
