// Reads the poll of a Question (spec 03: Polls; ActivityStreams vocabulary, Question).
import type { JsonObject } from "../json.ts";
import type { Poll, PollOption } from "../vocabulary/poll.ts";
import { at, firstRecord, recordsOf } from "./property.ts";
import type { Reading } from "./reading.ts";
import { count, instant, text } from "./scalar.ts";

const pollOptions = /* @__PURE__ */ recordsOf<PollOption>("options", (option) => {
  const name = text(option["name"]);
  const votes = count(firstRecord(option["replies"])?.["totalItems"]);
  return name === null ? null : { name, votes };
});

/**
 * The poll, or null when the object has no options.
 * @throws ActivityPubError `too-many`
 */
export function readPoll(object: JsonObject, reading: Reading): Poll | null {
  const multiple = object["anyOf"] !== undefined;
  const options = at(object, multiple ? "anyOf" : "oneOf", reading, pollOptions);
  if (options === null || options.length === 0) return null;
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
