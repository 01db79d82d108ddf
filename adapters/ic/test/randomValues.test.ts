/** What the compiled writer makes of values of every method's types, against the library: random ones, the same in every run. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { describe, expect, it } from "vitest";
import * as directory from "../src/candid/directory.did.ts";
import * as federation from "../src/candid/federation.did.ts";
import * as user from "../src/candid/user.did.ts";
import { argumentEncoder } from "../src/frame/encoder.ts";
import { methodsOf } from "../src/frame/interface.ts";
import { valueWriter } from "../src/frame/valueWriter.ts";

const ROUNDS = 5;
const TEXTS = [
  "",
  "plain",
  "\0",
  "é",
  "ASCII and 😀",
  "\ud800",
  "\u0100\u0101",
  "x".repeat(130),
  "ü".repeat(100),
];

/** Makes values of types. Numbers by Park and Miller (1988). */
class Values extends IDL.Visitor<null, unknown> {
  #state = 1;

  /** @returns 0 to `below`, without it */
  #up(below: number): number {
    this.#state = (this.#state * 48_271) % 0x7fffffff;
    return this.#state % below;
  }

  override visitType(type: IDL.Type): unknown {
    throw new Error(`There are no values of ${type.display()} here.`);
  }
  override visitBool = (): boolean => this.#up(2) === 1;
  override visitNull = (): null => null;
  override visitText = (): string => TEXTS[this.#up(TEXTS.length)] ?? "";
  override visitNat = (): bigint => BigInt(this.#up(0x7fffffff)) ** BigInt(this.#up(4));
  override visitInt = (): bigint => this.visitNat() - 2n ** 40n;
  override visitFixedNat = ({ _bits }: IDL.FixedNatClass): number | bigint =>
    _bits === 64 ? BigInt.asUintN(64, this.visitNat()) : this.#up(2 ** Math.min(_bits, 31));
  override visitFixedInt = ({ _bits }: IDL.FixedIntClass): number | bigint =>
    _bits === 64 ? BigInt.asIntN(64, this.visitNat()) : this.#up(2 ** (_bits - 1)) * -1;
  override visitPrincipal = (): Principal =>
    Principal.fromUint8Array(Uint8Array.from({ length: this.#up(30) }, () => this.#up(256)));
  override visitFunc = (): [Principal, string] => [this.visitPrincipal(), "method"];
  override visitOpt = (_: IDL.Type, type: IDL.Type): unknown =>
    this.#up(2) === 0 ? [] : [type.accept(this, null)];
  override visitVec = (_: IDL.Type, type: IDL.Type): unknown =>
    Array.from({ length: this.#up(4) }, () => type.accept(this, null));
  override visitRecord = (_: IDL.Type, fields: [string, IDL.Type][]): unknown =>
    Object.fromEntries(fields.map(([name, type]) => [name, type.accept(this, null)]));
  override visitTuple = (_: IDL.Type, types: IDL.Type[]): unknown =>
    types.map((type) => type.accept(this, null));
  override visitVariant = (_: IDL.Type, cases: [string, IDL.Type][]): unknown => {
    const [name, type] = cases[this.#up(cases.length)] ?? ["", IDL.Null];
    return { [name]: type.accept(this, null) };
  };
  override visitRec = (_: IDL.Type, type: IDL.Type): unknown => type.accept(this, null);
}

describe("the writer of values", () => {
  const values = new Values();
  it.each(Object.entries({ directory, federation, user }))(
    "writes what every method of the %s takes and replies as the library does",
    (_, bindings) => {
      for (const [name, { argTypes, retTypes }] of methodsOf(bindings))
        for (const types of [argTypes, retTypes])
          for (let round = 0; round < ROUNDS; round += 1) {
            const given = types.map((type) => type.accept(values, null));
            const written = Buffer.from(argumentEncoder(types)(...given));
            expect(written.equals(IDL.encode(types, given)), name).toBe(true);
          }
    },
  );

  it("refuses a negative number where natural ones are written", () => {
    expect(() => valueWriter(IDL.Nat)(-1n)).toThrow(RangeError);
  });

  it("puts more texts into their places than a call has arguments", () => {
    const types = [IDL.Vec(IDL.Text)];
    const many = Array.from({ length: 25_000 }, (_, i) => (i % 7 === 0 ? "ö" : `${i}`));
    expect(Buffer.from(argumentEncoder(types)(many)).equals(IDL.encode(types, [many]))).toBe(true);
  });
});
