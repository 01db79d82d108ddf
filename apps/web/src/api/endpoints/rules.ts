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

/**
 * @param rule as it was seen: ids are places, and another may have that place by now
 * @param change `priority`: its place, from 1
 * @throws {ApiError} 409 when another has it, 404 when none has
 */
export async function changeRule(
  transport: Transport,
  { id, text }: Rule,
  change: { readonly text: string } | { readonly priority: number },
): Promise<void> {
  const body = { ...change, current_text: text };
  await transport.request({ method: "PATCH", path: `${PATH}/${id}`, body });
}

/** @throws {ApiError} as `changeRule` */
export async function removeRule(transport: Transport, { id, text }: Rule): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/${id}`, body: { current_text: text } });
}
