// What an endpoint of the public interface answers.
import { encodeCbor } from "../../certification/cbor.ts";

/** Status and body; a body that is not empty is CBOR. */
export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
  /** What goes on after the answer; it fails only by a bug of the replica. */
  readonly unfinished?: Promise<unknown>;
}

/** 200 with a record in CBOR; fields that are undefined are omitted. */
export const answer = (fields: Readonly<Record<string, unknown>>): Answer => ({
  status: 200,
  body: encodeCbor(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))),
});

/** 202: the call was accepted, and its status has to be read from the state. */
export const accepted: Answer = { status: 202, body: new Uint8Array() };
