/** Ids of other homes in what is sent to the own home: it gets them first, and calls them by its own numbers. (decisions/027) */

import { readForeignId } from "./foreignIds.ts";

/** `in_reply_to_id`, `status_ids`; a text may look like an id ("3.14"), and is none. */
const NAMES_IDS = /(?:^|_)ids?$/;

/** @param ownId what the own home calls it */
export async function withOwnIds(
  body: Readonly<Record<string, unknown>>,
  ownId: (foreign: string) => Promise<string | undefined>,
): Promise<Record<string, unknown>> {
  const brought = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(brought));
    return typeof value === "string" && readForeignId(value) !== undefined ? ownId(value) : value;
  };
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    fields[name] = NAMES_IDS.test(name) ? await brought(value) : value;
  }
  return fields;
}
