// Serialisation of structured fields (RFC 9651 section 4.1): the canonical text that both sides sign.

import { encodeBase64 } from "../base64.ts";
import { SignatureError } from "../error.ts";
import { encodeDisplayString } from "./display-string.ts";
import type { BareItem, Dictionary, InnerList, Item, List, Member, Parameters } from "./item.ts";

const KEY = /^[a-z*][a-z0-9_.*-]*$/;
const TOKEN = /^[A-Za-z*][!#-'*+.^-`|~0-9A-Za-z:/-]*$/;

/** `a=1, b;x=2, c=(1 2)`; empty when there are no members: then the field is not sent. */
export function serializeDictionary(dictionary: Dictionary): string {
  return Array.from(dictionary, ([key, member]) => {
    const isFlag = member.kind === "item" && member.item.type === "boolean" && member.item.value;
    return checkKey(key) + (isFlag ? serializeParameters(member.parameters) : `=${serializeMember(member)}`);
  }).join(", ");
}

/** `a, "b", (1 2)`; empty when there are no members: then the field is not sent. */
export function serializeList(list: List): string {
  return list.map(serializeMember).join(", ");
}

/** An item or an inner list. */
export function serializeMember(member: Member): string {
  return member.kind === "list" ? serializeInnerList(member) : serializeItem(member);
}

/** `("@method" "@path");created=1` */
function serializeInnerList(list: InnerList): string {
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
    text += `;${checkKey(key)}`;
    if (item.type !== "boolean" || !item.value) text += `=${serializeBareItem(item)}`;
  }
  return text;
}

function serializeBareItem({ type, value }: BareItem): string {
  switch (type) {
    case "integer":
      return integer(value);
    case "date":
      return `@${integer(value)}`;
    case "decimal":
      return decimal(value);
    case "string":
      if (!/[^ !#-[\]-~]/.test(value)) return `"${value}"`;
      if (/[^ -~]/.test(value)) throw unserializable("a string that is not printable ASCII");
      return `"${value.replace(/["\\]/g, "\\$&")}"`;
    case "token":
      return checkName(value, TOKEN);
    case "bytes":
      return `:${encodeBase64(value)}:`;
    case "boolean":
      return value ? "?1" : "?0";
    case "display-string": {
      const encoded = encodeDisplayString(value);
      if (encoded === undefined) throw unserializable("a display string that is not Unicode");
      return `%"${encoded}"`;
    }
  }
}

function integer(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) > 999_999_999_999_999)
    throw unserializable("an integer out of range");
  return String(value + 0);
}

/** Section 4.1.5: three digits after the point at most, halves to the even one. */
function decimal(value: number): string {
  // Thousandths by the shortest decimal text of the number, which is what its author meant: 0.0025 is a half.
  const text = String(value);
  const thousandths = text.includes("e") ? value * 1000 : Number(`${text}e3`);
  let rounded = Math.round(thousandths);
  if (rounded - thousandths === 0.5 && rounded % 2 !== 0) rounded--;
  if (!(Math.abs(rounded) < 1e15)) throw unserializable("a decimal out of range");
  const shortest = String(rounded / 1000 + 0);
  return shortest.includes(".") ? shortest : `${shortest}.0`;
}

/** A key of a dictionary or a parameter, as it is. */
export function checkKey(key: string): string {
  return checkName(key, KEY);
}

function checkName(name: string, pattern: RegExp): string {
  if (!pattern.test(name)) throw unserializable(`the name ${name.slice(0, 40)}`);
  return name;
}

function unserializable(what: string): SignatureError {
  return new SignatureError("field_unserializable", `A structured field cannot hold ${what}`);
}
