/** Which receiver takes which type of activity. */

import type { ActivityType } from "../schema/user.ts";
import { receiveAnnounce } from "./announce.ts";
import { receiveAccept, receiveReject } from "./answer.ts";
import { receiveBlock } from "./block.ts";
import { receiveCreate } from "./create.ts";
import { receiveDelete } from "./delete.ts";
import { receiveFlag } from "./flag.ts";
import { receiveFollow } from "./follow.ts";
import { receiveLike } from "./like.ts";
import { receiveMove } from "./move.ts";
import { receiveAdd, receiveRemove } from "./pin.ts";
import type { Receiver } from "./prepared.ts";
import { receiveQuoteRequest } from "./quoteRequest.ts";
import { receiveUndo } from "./undo.ts";
import { receiveUpdate } from "./update.ts";

export const receivers: Readonly<Record<ActivityType, Receiver>> = {
  Create: receiveCreate,
  Update: receiveUpdate,
  Delete: receiveDelete,
  Follow: receiveFollow,
  Accept: receiveAccept,
  Reject: receiveReject,
  Like: receiveLike,
  Announce: receiveAnnounce,
  Undo: receiveUndo,
  Block: receiveBlock,
  Add: receiveAdd,
  Remove: receiveRemove,
  Flag: receiveFlag,
  Move: receiveMove,
  QuoteRequest: receiveQuoteRequest,
};

/** True for the types that a receiver takes; all others have no effect here. */
export function isTaken(type: string): type is ActivityType {
  return Object.hasOwn(receivers, type);
}
