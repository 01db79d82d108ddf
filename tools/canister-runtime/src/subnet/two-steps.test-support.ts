/** A canister that counts in the method `two_steps`, calls its own `count` there, and counts again in the callback. */
import { data, wat } from "../wat.test-support.ts";

export const twoSteps = wat(`
  (table 1 funcref) (elem (i32.const 0) $back)
  (func $count (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))))
  (func $back (param i32) (call $count) (call $reply_i32 (i32.load (i32.const 0))))
  (func (export "canister_update two_steps")
    (call $count)
    (call $self_copy (i32.const 100) (i32.const 0) (i32.const 10))
    (call $call_new (i32.const 100) (i32.const 10) (i32.const 200) (i32.const 5)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
    (drop (call $perform)))
  (func (export "canister_query count") (call $reply_i32 (i32.load (i32.const 0))))
  ${data(200, "count")}`);
