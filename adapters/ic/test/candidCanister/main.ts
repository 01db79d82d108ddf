/** A canister that answers with the value that it gets, of the type that the first byte names. */

import "../../src/engine/globals.ts";
import { runMessage } from "../../src/engine/message.ts";
import { ic } from "../../src/engine/system.ts";
import { typesOf } from "../../src/frame/typeTable.ts";
import { argumentReader } from "../../src/frame/valueReader.ts";
import { valueWriter } from "../../src/frame/valueWriter.ts";
import { stringOf } from "../../src/store/bytes.ts";
import { typed } from "./types.ts";

function echo(): void {
  const [number = 0, ...candid] = ic.msgArgData();
  const [type] = typed[number] ?? [];
  if (type === undefined) throw new Error("There is no such type.");
  const [value] = argumentReader(stringOf(typesOf([type])), [type])(Uint8Array.from(candid));
  ic.msgReply(Uint8Array.from(valueWriter(type)(value).flatMap((bytes) => [...bytes])));
}

const callbacks = { "0": () => runMessage(echo), "1": () => undefined, "2": () => ic.acceptMessage() };
Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
