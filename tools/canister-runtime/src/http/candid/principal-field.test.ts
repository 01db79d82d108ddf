import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { principalField } from "./principal-field.ts";
import { checkReadable } from "./skip-value.ts";

const id = Principal.fromText("rwlgt-iiaaa-aaaaa-aaaaa-cai");

// Fields are written in the order of their hashes; these stand before and after `canister_id`.
const values: [IDL.Type, unknown][] = [
  [IDL.Null, null],
  [IDL.Bool, true],
  [IDL.Nat, 10n ** 30n],
  [IDL.Int, -(10n ** 30n)],
  [IDL.Nat8, 1],
  [IDL.Int16, -1],
  [IDL.Nat32, 1],
  [IDL.Int64, -1n],
  [IDL.Float32, 1],
  [IDL.Float64, 1],
  [IDL.Text, "text"],
  [IDL.Reserved, null],
  [IDL.Principal, Principal.anonymous()],
  [IDL.Opt(IDL.Text), ["x"]],
  [IDL.Opt(IDL.Text), []],
  [IDL.Vec(IDL.Nat8), new Uint8Array(1000)],
  [IDL.Vec(IDL.Vec(IDL.Text)), [["a", "b"], []]],
  [IDL.Record({ inner: IDL.Text, id: IDL.Principal }), { inner: "x", id: Principal.anonymous() }],
  [IDL.Variant({ install: IDL.Null, upgrade: IDL.Opt(IDL.Text) }), { upgrade: ["x"] }],
  [IDL.Func([IDL.Text], [], ["query"]), [id, "method"]],
  [IDL.Service({ method: IDL.Func([], []) }), id],
];

test.each(values)("the principal is found beside a %s", (type, value) => {
  // canister_id hashes to about a quarter of the range, so some of these names come before it.
  const names = ["a", "wasm_module", "mode", "arg", "settings", "sender_canister_version", "zz"];
  const fields = Object.fromEntries(names.map((name) => [name, type]));
  const record = IDL.Record({ ...fields, canister_id: IDL.Principal });
  const message = IDL.encode(
    [record],
    [{ ...Object.fromEntries(names.map((name) => [name, value])), canister_id: id }],
  );
  expect(principalField(message, "canister_id")?.toText()).toBe(id.toText());
  expect(principalField(message, "absent")).toBeUndefined();
  expect(() => checkReadable(message)).not.toThrow();
});

describe("none", () => {
  test.each([
    ["in no record", IDL.encode([IDL.Text], ["x"])],
    ["in no value", IDL.encode([], [])],
    ["of another type", IDL.encode([IDL.Record({ canister_id: IDL.Text })], [{ canister_id: "x" }])],
    ["in nothing", new Uint8Array()],
    ["in no Candid", hexToBytes("deadbeef")],
  ])("%s", (_, message) => {
    expect(principalField(message, "canister_id")).toBeUndefined();
  });
});

describe("messages that take long to read, or never end, are refused", () => {
  test.each([
    ["a vector of 2^32 nulls in vectors", "4449444c026d016d7f0100ffffffff0f"],
    ["a record that holds itself", "4449444c016c01000001" + "00"],
    ["an option in itself, a thousand times", "4449444c016e000100" + "01".repeat(1000)],
    // Type n is a record of two of type n+1: 2^30 values of no size.
    [
      "records that double thirty times",
      `4449444c1f${Array.from({ length: 30 }, (_, i) => `6c0200${hex(i + 1)}01${hex(i + 1)}`).join("")}6c000100`,
    ],
    ["a type that is not there", "4449444c0001" + "05"],
    ["more types than there are bytes", "4449444cffffff7f"],
    ["a number without end", "4449444c" + "ff".repeat(50)],
    ["a variant case that is not there", "4449444c016b01007f010005"],
    ["a value of the empty type", "4449444c00016f"],
  ])("%s", (_, message) => {
    expect(() => checkReadable(hexToBytes(message))).toThrow(
      expect.objectContaining({ code: "request_malformed" }),
    );
  });

  test("any bytes end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
        const message = Uint8Array.from([0x44, 0x49, 0x44, 0x4c, ...rest]);
        const found = principalField(message, "canister_id");
        expect(found === undefined || found instanceof Principal).toBe(true);
      }),
    );
  });
});

function hex(value: number): string {
  return value.toString(16).padStart(2, "0");
}
