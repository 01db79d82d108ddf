/** The ids that the subnet hands out: from `bnz7o-iuaaa-aaaaa-qaaaa-cai` on, as local networks have them. */
import { Principal } from "@icp-sdk/core/principal";

const first = 0x8000000000100000n;
const count = 0x100000n;

/** The id with this place in the range, from 0 on: 8 bytes of a number, 0x01, 0x01. */
export function canisterIdAt(place: bigint): Principal {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setBigUint64(0, first + place);
  bytes.set([1, 1], 8);
  return Principal.fromUint8Array(bytes);
}

/** First and last id. */
export const canisterRange = (): [Principal, Principal] => [canisterIdAt(0n), canisterIdAt(count - 1n)];
