/** Random series of messages, calls, traps and upgrades against a model in which roll-back is taking a copy back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inline, install, wat } from "../wat.test-support.ts";

type Op =
  | { kind: "heap" | "stable"; cell: number; value: number }
  | { kind: "global"; value: number }
  | { kind: "trap" | "grow" }
  /** Calls itself with the operations that follow; the callback then traps or not. */
  | { kind: "call"; callbackTraps: boolean };

const codes = { heap: 0, stable: 1, trap: 2, grow: 3, call: 4, global: 5 } as const;
const area = 262_144;
const initialPages = 5;
/** Every fourth cell lies across the border of two pages. */
const cellAt = (cell: number): number => cell * 1024 + 1022;

/** An interpreter for such operations: six bytes each. */
const interpreter = wat(
  `
  (table 2 funcref)
  (elem (i32.const 0) $on_response $cleanup)
  (global $number (mut i32) (i32.const 0))
  (func $cell (param i32) (result i32) (i32.add (i32.mul (local.get 0) (i32.const 1024)) (i32.const 1022)))
  (func $run (param $at i32) (param $end i32)
    (local $code i32) (local $cell i32) (local $value i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $code (i32.load8_u (local.get $at)))
        (local.set $cell (call $cell (i32.load8_u offset=1 (local.get $at))))
        (local.set $value (i32.load offset=2 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 6)))
        (if (i32.eq (local.get $code) (i32.const 0)) (then (i32.store (local.get $cell) (local.get $value))))
        (if (i32.eq (local.get $code) (i32.const 1)) (then
          (i32.store (i32.const 280000) (local.get $value))
          (call $stable_write (i64.extend_i32_u (local.get $cell)) (i64.const 280000) (i64.const 4))))
        (if (i32.eq (local.get $code) (i32.const 2)) (then unreachable))
        (if (i32.eq (local.get $code) (i32.const 3)) (then (drop (memory.grow (i32.const 1)))))
        (if (i32.eq (local.get $code) (i32.const 5)) (then (global.set $number (local.get $value))))
        (if (i32.eq (local.get $code) (i32.const 4)) (then
          (call $self_copy (i32.const 285000) (i32.const 0) (i32.const 10))
          (call $call_new (i32.const 285000) (i32.const 10) (i32.const 290000) (i32.const 3)
            (i32.const 0) (local.get $value) (i32.const 0) (local.get $value))
          (call $on_cleanup (i32.const 1) (i32.const 0))
          (call $call_append (local.get $at) (i32.sub (local.get $end) (local.get $at)))
          (if (call $perform) (then unreachable))
          (return)))
        (br $next)))
    (if (global.get $replies) (then (call $reply))))
  (global $replies (mut i32) (i32.const 1))
  (func $input (result i32)
    (call $arg_copy (i32.const 270000) (i32.const 0) (call $arg_size))
    (i32.add (i32.const 270000) (call $arg_size)))
  (func $on_response (param $traps i32)
    (if (local.get $traps) (then (i32.store (call $cell (i32.const 1)) (i32.const 999)) unreachable))
    (i32.store (call $cell (i32.const 0)) (i32.add (i32.load (call $cell (i32.const 0))) (i32.const 1)))
    (call $reply))
  (func $cleanup (param i32) (i32.store (call $cell (i32.const 2)) (i32.const 7)))
  (func (export "canister_init") (drop (call $stable_grow (i64.const 5))))
  (func (export "canister_update run") (call $run (i32.const 270000) (call $input)))
  (func (export "canister_pre_upgrade")
    (i32.store (call $cell (i32.const 3)) (i32.const 5))
    (i32.store (i32.const 280000) (global.get $number))
    (call $stable_write (i64.extend_i32_u (call $cell (i32.const 3))) (i64.const 280000) (i64.const 4))
    (if (i32.eq (global.get $number) (i32.const 13)) (then unreachable)))
  (func (export "canister_post_upgrade")
    (global.set $replies (i32.const 0))
    (call $run (i32.const 270000) (call $input))
    (global.set $replies (i32.const 1)))
  (func (export "canister_query dump")
    (i32.store (i32.const 300000) (global.get $number))
    (i32.store (i32.const 300004) (memory.size))
    (call $append (i32.const 300000) (i32.const 8))
    (call $append (i32.const 0) (i32.const ${area}))
    (call $stable_read (i64.const 0) (i64.const 0) (i64.const ${area}))
    (call $append (i32.const 0) (i32.const ${area}))
    (call $reply))
  (data (i32.const 290000) "run")
`,
  initialPages,
);

class Model {
  heap = new Uint8Array(area);
  stable = new Uint8Array(area);
  number = 0;
  pages = initialPages;

  copy(): Model {
    return Object.assign(new Model(), {
      heap: this.heap.slice(),
      stable: this.stable.slice(),
      number: this.number,
      pages: this.pages,
    });
  }

  assign(other: Model): void {
    Object.assign(this, other.copy());
  }

  set(memory: "heap" | "stable", cell: number, value: number): void {
    new DataView(this[memory].buffer).setUint32(cellAt(cell), value, true);
  }

  get(memory: "heap" | "stable", cell: number): number {
    return new DataView(this[memory].buffer).getUint32(cellAt(cell), true);
  }

  /** @returns whether the call was replied to */
  run(ops: readonly Op[], mayCall = true): boolean {
    const changed = this.copy();
    for (const [index, op] of ops.entries()) {
      switch (op.kind) {
        case "trap":
          return false;
        case "grow":
          changed.pages += 1;
          break;
        case "global":
          changed.number = op.value;
          break;
        case "call":
          if (!mayCall) return false;
          this.assign(changed);
          this.run(ops.slice(index + 1));
          if (op.callbackTraps) this.set("heap", 2, 7);
          else this.set("heap", 0, this.get("heap", 0) + 1);
          return !op.callbackTraps;
        default:
          changed.set(op.kind, op.cell, op.value);
      }
    }
    this.assign(changed);
    return true;
  }

  upgrade(ops: readonly Op[]): boolean {
    if (this.number === 13) return false;
    const changed = new Model();
    changed.stable = this.stable.slice();
    changed.set("stable", 3, this.number);
    if (!changed.run(ops, false)) return false;
    this.assign(changed);
    return true;
  }

  dump(): Uint8Array {
    const bytes = new Uint8Array(8 + 2 * area);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, this.number, true);
    view.setUint32(4, this.pages, true);
    bytes.set(this.heap, 8);
    bytes.set(this.stable, 8 + area);
    return bytes;
  }
}

function encode(ops: readonly Op[]): Uint8Array {
  const bytes = new Uint8Array(6 * ops.length);
  const view = new DataView(bytes.buffer);
  ops.forEach((op, index) => {
    view.setUint8(6 * index, codes[op.kind]);
    if ("cell" in op) view.setUint8(6 * index + 1, op.cell);
    const value = "value" in op ? op.value : op.kind === "call" && op.callbackTraps ? 1 : 0;
    view.setUint32(6 * index + 2, value, true);
  });
  return bytes;
}

const cell = fc.integer({ min: 0, max: 254 });
const value = fc.integer({ min: 0, max: 2 ** 31 });
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom("heap" as const, "stable" as const), cell, value }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("global" as const), value: fc.oneof(fc.constant(13), value) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("trap" as const, "grow" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("call" as const), callbackTraps: fc.boolean() }) },
);
const step = fc.record({
  upgrade: fc.boolean(),
  ops: fc.array(op, { maxLength: 12 }),
});

describe("what stays of any series of messages", () => {
  it("is what the model says, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.boolean(), async (steps, rehearses) => {
        const runtime = await inline();
        await runtime.rehearseTraps(rehearses);
        const canisterId = await install(runtime, interpreter);
        const model = new Model();
        for (const { upgrade, ops } of steps) {
          const arg = encode(ops);
          const done = upgrade
            ? runtime.upgradeCanister({ canisterId, wasm: interpreter, arg })
            : runtime.updateCall({ canisterId, method: "run", arg });
          const succeeded = await done.then(
            () => true,
            () => false,
          );
          expect(succeeded).toBe(upgrade ? model.upgrade(ops) : model.run(ops));
          const dump = await runtime.queryCall({ canisterId, method: "dump" });
          expect(Buffer.compare(dump, model.dump())).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
