// Reads the poll of a Question (spec 03: Polls; ActivityStreams vocabulary, Question).
import { isRecord, type JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Poll, PollOption } from "../vocabulary/poll.ts";
import { bounded, canonical, firstRecord } from "./property.ts";
import { count, instant, text } from "./scalar.ts";

/**
 * The poll, or null when the object has no options.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readPoll(object: JsonObject, path: string, limits: Limits): Poll | null {
  const multiple = object["anyOf"] !== undefined;
  const key = multiple ? "anyOf" : "oneOf";
  const options: PollOption[] = [];
  for (const [index, entry] of bounded(object[key], limits.options, `${path}.${key}`).entries()) {
    if (!isRecord(entry)) continue;
    const option = canonical(entry, `${path}.${key}[${index}]`);
    const name = text(option["name"]);
    if (name === null) continue;
    const replies = firstRecord(option["replies"], `${path}.${key}[${index}].replies`);
    options.push({ name, votes: count(replies?.["totalItems"]) });
  }
  if (options.length === 0) return null;
  const closed = object["closed"];
  return {
    multiple,
    options,
    endTime: instant(object["endTime"]),
    closed: closed !== undefined && closed !== null && closed !== false,
    closedAt: instant(closed),
    votersCount: count(object["votersCount"]),
  };
}
