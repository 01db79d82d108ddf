// Serialisation of structured fields (RFC 8941 section 4.1): the canonical text that both sides sign.

import { encodeBase64 } from "../base64.ts";
import type { BareItem, InnerList, Item, Parameters } from "./item.ts";

/** `("@method" "@path");created=1` */
export function serializeInnerList(list: InnerList): string {
  return `(${list.items.map(serializeItem).join(" ")})${serializeParameters(list.parameters)}`;
}

/** A bare item with its parameters. */
export function serializeItem(item: Item): string {
  return serializeBareItem(item.item) + serializeParameters(item.parameters);
}

/** `;created=1;keyid="a"`, or nothing. */
export function serializeParameters(parameters: Parameters): string {
  let text = "";
  for (const [key, item] of parameters) {
    text += item.type === "boolean" && item.value ? `;${key}` : `;${key}=${serializeBareItem(item)}`;
  }
  return text;
}

function serializeBareItem(item: BareItem): string {
  switch (item.type) {
    case "integer":
      return String(item.value);
    case "decimal":
      return Number.isInteger(item.value) ? `${item.value}.0` : String(item.value);
    case "string":
      return `"${item.value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    case "token":
      return item.value;
    case "bytes":
      return `:${encodeBase64(item.value)}:`;
    case "boolean":
      return item.value ? "?1" : "?0";
  }
}
