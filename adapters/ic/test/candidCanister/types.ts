/** Types that between them have every kind of value, each with values at the edges of what it holds. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";

const Tree = IDL.Rec();
Tree.fill(IDL.Record({ name: IDL.Text, children: IDL.Vec(Tree) }));
const Kind = IDL.Variant(Object.fromEntries(Array.from({ length: 140 }, (_, i) => [`k${i}`, IDL.Null])));

/** A bit of everything that is read without the library. */
export const mixed = IDL.Record({
  text: IDL.Text,
  many: IDL.Vec(IDL.Record({ id: IDL.Nat64, flag: IDL.Bool, small: IDL.Opt(IDL.Nat16) })),
  kind: IDL.Variant({ a: IDL.Null, b: IDL.Principal, c: IDL.Nat32 }),
  blob: IDL.Vec(IDL.Nat8),
});

const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code)).join("");

export const typed: readonly (readonly [type: IDL.Type, values: readonly unknown[]])[] = [
  [IDL.Text, ["", characters, 'He said "\\n", and left.', "😀\u2028\uffff\\u{41}", "a".repeat(20_000)]],
  [IDL.Bool, [true, false]],
  [IDL.Null, [null]],
  [IDL.Reserved, [null]],
  [IDL.Nat, [0n, 1n, 127n, 128n, 2n ** 64n, 10n ** 40n]],
  [IDL.Int, [0n, -1n, 63n, -64n, 64n, -(10n ** 40n), 2n ** 70n]],
  [IDL.Nat8, [0, 255]],
  [IDL.Nat16, [0, 65_535]],
  [IDL.Nat32, [0, 2 ** 32 - 1]],
  [IDL.Nat64, [0n, 1n, 123_456_789_012_345_678n, 2n ** 64n - 1n]],
  [IDL.Int8, [-128, 127]],
  [IDL.Int16, [-32_768, 32_767]],
  [IDL.Int32, [-(2 ** 31), 2 ** 31 - 1]],
  [IDL.Int64, [-(2n ** 63n), 2n ** 63n - 1n]],
  [IDL.Float32, [0.5]],
  [IDL.Float64, [0, -1.25, 1e300, Infinity]],
  [IDL.Principal, [Principal.anonymous(), Principal.managementCanister()]],
  [IDL.Opt(IDL.Text), [[], ["there"]]],
  [IDL.Opt(IDL.Opt(IDL.Nat8)), [[], [[]], [[7]]]],
  [IDL.Vec(IDL.Nat8), [new Uint8Array(), Uint8Array.from({ length: 300 }, (_, i) => i % 256)]],
  [IDL.Vec(IDL.Nat64), [new BigUint64Array(), BigUint64Array.of(1n, 2n ** 63n)]],
  [
    IDL.Vec(IDL.Vec(IDL.Text)),
    [
      [],
      [[], ["a"], ["b", "c"]],
      Array<string[]>(200).fill(["x"]),
      [
        ["ä\0b", "é"],
        ["\ud800", "\udc00"],
      ],
    ],
  ],
  [IDL.Tuple(IDL.Text, IDL.Vec(IDL.Nat8), IDL.Bool), [["name", Uint8Array.of(1, 2), true]]],
  [IDL.Record({}), [{}]],
  [
    IDL.Record({ text: IDL.Text, blob: IDL.Vec(IDL.Nat8), more: IDL.Vec(IDL.Vec(IDL.Nat8)) }),
    [{ text: "\0", blob: Uint8Array.of(0), more: [Uint8Array.of(0, 0), new Uint8Array()] }],
  ],
  [IDL.Variant({ Ok: IDL.Vec(IDL.Text), Err: IDL.Variant({ Internal: IDL.Text, NotFound: IDL.Null }) }), [{ Ok: ["a"] }, { Err: { NotFound: null } }, { Err: { Internal: "why" } }]], // prettier-ignore
  [mixed, [{ text: "", many: [], kind: { b: Principal.anonymous() }, blob: new Uint8Array() }]],
  [Kind, [{ k0: null }, { k1: null }, { k139: null }]],
  [Tree, [{ name: "root", children: [{ name: "leaf", children: [] }] }]],
];
