;; What the engine's JavaScript is too slow for, or cannot reach: SHA-256, powers of large numbers for RSA, the timer,
;; texts as bytes and back.
;;
;; Everything happens in one buffer that the caller lays out and reads: see src/engine/native.ts. Numbers are unsigned,
;; in words of 32 bits, the least significant first.
(module
  (import "ic0" "global_timer_set" (func $global_timer_set (param i64) (result i64)))
  (import "ic0" "certified_data_set" (func $system_certify (param i32 i32)))
  (import "ic0" "msg_method_name_size" (func $system_name_size (result i32)))
  (import "ic0" "msg_method_name_copy" (func $system_name_copy (param i32 i32 i32)))
  (import "ic0" "debug_print" (func $system_print (param i32 i32)))
  (memory $0 1)
  ;; The buffer that texts pass through, where the program keeps it, and how many bytes it has.
  (global $texts (mut i32) (i32.const 0))
  (global $texts_size (mut i32) (i32.const 0))

  ;; In place of certified_data_set, of which the system takes 32 bytes at most. $at: the operation in its first word.
  (func $native (param $at i32) (param $length i32)
    (if (i32.le_u (local.get $length) (i32.const 32))
      (then (call $system_certify (local.get $at) (local.get $length)) (return)))
    (if (i32.eq (i32.load (local.get $at)) (i32.const 4))
      (then
        (global.set $texts (local.get $at))
        (global.set $texts_size (local.get $length))
        (return)))
    (if (i32.eq (i32.load (local.get $at)) (i32.const 1)) (then (call $sha256 (local.get $at))))
    (if (i32.eq (i32.load (local.get $at)) (i32.const 2)) (then (call $modexp (local.get $at))))
    (if (i32.eq (i32.load (local.get $at)) (i32.const 5)) (then (call $sieve (local.get $at))))
    ;; +8 when the system wakes the canister: ns since the Unix epoch, 0 for never
    (if (i32.eq (i32.load (local.get $at)) (i32.const 3))
      (then (drop (call $global_timer_set (i64.load offset=8 (local.get $at)))))))

  ;; What the buffer of texts asks for, in its first word: 1 for a text of UTF-8, 2 for a character for each byte, 3 and 4
  ;; for the same the other way. +4 how many bytes, +8 they themselves.
  (func $asked (result i32)
    (if (result i32) (global.get $texts) (then (i32.load (global.get $texts))) (else (i32.const 0))))

  ;; In place of msg_method_name_size and _copy: the engine makes a text of the UTF-8 that it gets.
  (func $text_size (result i32)
    (local $at i32) (local $end i32) (local $size i32)
    (if (i32.eq (call $asked) (i32.const 1)) (then (return (i32.load offset=4 (global.get $texts)))))
    (if (i32.ne (call $asked) (i32.const 2)) (then (return (call $system_name_size))))
    ;; Two bytes for each from 0x80 on.
    (local.set $at (global.get $texts))
    (local.set $size (i32.load offset=4 (local.get $at)))
    (local.set $end (i32.add (local.get $at) (local.get $size)))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $size
          (i32.add (local.get $size) (i32.shr_u (i32.load8_u offset=8 (local.get $at)) (i32.const 7))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (local.get $size))

  (func $text_copy (param $to i32) (param $from i32) (param $size i32)
    (local $asked i32) (local $at i32) (local $end i32) (local $byte i32)
    (local.set $asked (call $asked))
    (if (i32.eqz (i32.or (i32.eq (local.get $asked) (i32.const 1)) (i32.eq (local.get $asked) (i32.const 2))))
      (then (call $system_name_copy (local.get $to) (local.get $from) (local.get $size)) (return)))
    (local.set $at (i32.add (global.get $texts) (i32.const 8)))
    (i32.store (global.get $texts) (i32.const 0))
    (if (i32.or
          (i32.eq (local.get $asked) (i32.const 1))
          (i32.eq (local.get $size) (i32.load offset=4 (global.get $texts))))
      (then (memory.copy (local.get $to) (local.get $at) (local.get $size)) (return)))
    (local.set $end (i32.add (local.get $at) (i32.load offset=4 (global.get $texts))))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (if (i32.gt_u (local.get $byte) (i32.const 0x7f))
          (then
            (i32.store8 (local.get $to) (i32.or (i32.const 0xc0) (i32.shr_u (local.get $byte) (i32.const 6))))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $byte (i32.or (i32.const 0x80) (i32.and (local.get $byte) (i32.const 0x3f))))))
        (i32.store8 (local.get $to) (local.get $byte))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br $bytes))))

  ;; In place of debug_print: the engine gives the text as UTF-8. What has no room is left out; +4 says how much there is.
  (func $keep_text (param $from i32) (param $size i32)
    (local $asked i32) (local $at i32) (local $end i32) (local $byte i32)
    (local.set $asked (call $asked))
    (if (i32.lt_u (local.get $asked) (i32.const 3))
      (then (call $system_print (local.get $from) (local.get $size)) (return)))
    (i32.store (global.get $texts) (i32.const 0))
    (i32.store offset=4 (global.get $texts) (local.get $size))
    (if (i32.gt_u (local.get $size) (i32.sub (global.get $texts_size) (i32.const 8))) (then (return)))
    (local.set $at (i32.add (global.get $texts) (i32.const 8)))
    (if (i32.eq (local.get $asked) (i32.const 3))
      (then (memory.copy (local.get $at) (local.get $from) (local.get $size)) (return)))
    (local.set $end (i32.add (local.get $from) (local.get $size)))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (if (i32.gt_u (local.get $byte) (i32.const 0x7f))
          (then
            (local.set $byte
              (i32.or
                (i32.shl (local.get $byte) (i32.const 6))
                (i32.and (i32.load8_u (local.get $from)) (i32.const 0x3f))))
            (local.set $from (i32.add (local.get $from) (i32.const 1)))))
        (i32.store8 (local.get $at) (local.get $byte))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (i32.store offset=4 (global.get $texts)
      (i32.sub (local.get $at) (i32.add (global.get $texts) (i32.const 8)))))

  ;; SHA-256 of padded blocks (FIPS 180-4, section 6.2.2).
  ;; +4 blocks, +8 state: 8 words, +40 schedule: 64 words, +296 constants: 64 words, +552 the blocks
  (func $sha256 (param $at i32)
    (local $block i32) (local $end i32) (local $i i32) (local $w i32) (local $x i32) (local $y i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local $e i32) (local $f i32) (local $g i32) (local $h i32)
    (local.set $block (i32.add (local.get $at) (i32.const 552)))
    (local.set $end
      (i32.add (local.get $block) (i32.shl (i32.load offset=4 (local.get $at)) (i32.const 6))))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $i (i32.const 0))
        (loop $words
          (local.set $x (i32.load (i32.add (local.get $block) (local.get $i))))
          (i32.store offset=40 (i32.add (local.get $at) (local.get $i))
            (i32.or
              (i32.and (i32.rotl (local.get $x) (i32.const 8)) (i32.const 0x00ff00ff))
              (i32.and (i32.rotr (local.get $x) (i32.const 8)) (i32.const 0xff00ff00))))
          (br_if $words
            (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 64))))
        (loop $schedule
          (local.set $w (i32.add (local.get $at) (local.get $i)))
          ;; $w + 40 is the word to come: 15 before it is at -20, 2 before at 32, 16 before at -24, 7 before at 12
          (local.set $x (i32.load (i32.sub (local.get $w) (i32.const 20))))
          (local.set $y (i32.load offset=32 (local.get $w)))
          (i32.store offset=40 (local.get $w)
            (i32.add
              (i32.add
                (i32.load (i32.sub (local.get $w) (i32.const 24)))
                (i32.xor
                  (i32.xor (i32.rotr (local.get $x) (i32.const 7)) (i32.rotr (local.get $x) (i32.const 18)))
                  (i32.shr_u (local.get $x) (i32.const 3))))
              (i32.add
                (i32.load offset=12 (local.get $w))
                (i32.xor
                  (i32.xor (i32.rotr (local.get $y) (i32.const 17)) (i32.rotr (local.get $y) (i32.const 19)))
                  (i32.shr_u (local.get $y) (i32.const 10))))))
          (br_if $schedule
            (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 256))))
        (local.set $a (i32.load offset=8 (local.get $at)))
        (local.set $b (i32.load offset=12 (local.get $at)))
        (local.set $c (i32.load offset=16 (local.get $at)))
        (local.set $d (i32.load offset=20 (local.get $at)))
        (local.set $e (i32.load offset=24 (local.get $at)))
        (local.set $f (i32.load offset=28 (local.get $at)))
        (local.set $g (i32.load offset=32 (local.get $at)))
        (local.set $h (i32.load offset=36 (local.get $at)))
        (local.set $i (i32.const 0))
        (loop $rounds
          (local.set $w (i32.add (local.get $at) (local.get $i)))
          (local.set $x
            (i32.add
              (i32.add
                (i32.add
                  (local.get $h)
                  (i32.xor
                    (i32.xor (i32.rotr (local.get $e) (i32.const 6)) (i32.rotr (local.get $e) (i32.const 11)))
                    (i32.rotr (local.get $e) (i32.const 25))))
                (i32.xor
                  (local.get $g)
                  (i32.and (local.get $e) (i32.xor (local.get $f) (local.get $g)))))
              (i32.add (i32.load offset=296 (local.get $w)) (i32.load offset=40 (local.get $w)))))
          (local.set $y
            (i32.add
              (i32.xor
                (i32.xor (i32.rotr (local.get $a) (i32.const 2)) (i32.rotr (local.get $a) (i32.const 13)))
                (i32.rotr (local.get $a) (i32.const 22)))
              (i32.or
                (i32.and (local.get $a) (local.get $b))
                (i32.and (local.get $c) (i32.or (local.get $a) (local.get $b))))))
          (local.set $h (local.get $g))
          (local.set $g (local.get $f))
          (local.set $f (local.get $e))
          (local.set $e (i32.add (local.get $d) (local.get $x)))
          (local.set $d (local.get $c))
          (local.set $c (local.get $b))
          (local.set $b (local.get $a))
          (local.set $a (i32.add (local.get $x) (local.get $y)))
          (br_if $rounds
            (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 256))))
        (i32.store offset=8 (local.get $at) (i32.add (i32.load offset=8 (local.get $at)) (local.get $a)))
        (i32.store offset=12 (local.get $at) (i32.add (i32.load offset=12 (local.get $at)) (local.get $b)))
        (i32.store offset=16 (local.get $at) (i32.add (i32.load offset=16 (local.get $at)) (local.get $c)))
        (i32.store offset=20 (local.get $at) (i32.add (i32.load offset=20 (local.get $at)) (local.get $d)))
        (i32.store offset=24 (local.get $at) (i32.add (i32.load offset=24 (local.get $at)) (local.get $e)))
        (i32.store offset=28 (local.get $at) (i32.add (i32.load offset=28 (local.get $at)) (local.get $f)))
        (i32.store offset=32 (local.get $at) (i32.add (i32.load offset=32 (local.get $at)) (local.get $g)))
        (i32.store offset=36 (local.get $at) (i32.add (i32.load offset=36 (local.get $at)) (local.get $h)))
        (local.set $block (i32.add (local.get $block) (i32.const 64)))
        (br $blocks))))

  ;; Montgomery's product of $a and $b modulo $n (Koç, Acar, Kaliski: Analyzing and Comparing Montgomery Multiplication
  ;; Algorithms, FIOS). $out may be $a or $b. $t has room for one word more than a number; $length is in bytes.
  (func $montgomery
    (param $out i32) (param $a i32) (param $b i32) (param $n i32) (param $n0 i32) (param $t i32) (param $length i32)
    (local $i i32) (local $j i32) (local $word i64) (local $m i64) (local $v i64) (local $u i64)
    (memory.fill (local.get $t) (i32.const 0) (i32.add (local.get $length) (i32.const 4)))
    (loop $rows
      (local.set $word (i64.load32_u (i32.add (local.get $b) (local.get $i))))
      (local.set $v
        (i64.add
          (i64.load32_u (local.get $t))
          (i64.mul (i64.load32_u (local.get $a)) (local.get $word))))
      (local.set $m
        (i64.extend_i32_u (i32.mul (i32.wrap_i64 (local.get $v)) (local.get $n0))))
      (local.set $u
        (i64.add
          (i64.and (local.get $v) (i64.const 0xffffffff))
          (i64.mul (local.get $m) (i64.load32_u (local.get $n)))))
      (local.set $j (i32.const 4))
      (block $row
        (loop $columns
          (br_if $row (i32.ge_u (local.get $j) (local.get $length)))
          (local.set $v
            (i64.add
              (i64.add
                (i64.load32_u (i32.add (local.get $t) (local.get $j)))
                (i64.mul (i64.load32_u (i32.add (local.get $a) (local.get $j))) (local.get $word)))
              (i64.shr_u (local.get $v) (i64.const 32))))
          (local.set $u
            (i64.add
              (i64.add
                (i64.and (local.get $v) (i64.const 0xffffffff))
                (i64.mul (local.get $m) (i64.load32_u (i32.add (local.get $n) (local.get $j)))))
              (i64.shr_u (local.get $u) (i64.const 32))))
          (i64.store32 (i32.sub (i32.add (local.get $t) (local.get $j)) (i32.const 4)) (local.get $u))
          (local.set $j (i32.add (local.get $j) (i32.const 4)))
          (br $columns)))
      (local.set $u
        (i64.add
          (i64.load32_u (i32.add (local.get $t) (local.get $length)))
          (i64.add
            (i64.shr_u (local.get $v) (i64.const 32))
            (i64.shr_u (local.get $u) (i64.const 32)))))
      (i64.store32 (i32.sub (i32.add (local.get $t) (local.get $length)) (i32.const 4)) (local.get $u))
      (i64.store32 (i32.add (local.get $t) (local.get $length)) (i64.shr_u (local.get $u) (i64.const 32)))
      (br_if $rows
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $length))))
    ;; What is less than twice the modulus becomes less than it: $out = $t - $n, and $t itself when that borrows.
    (local.set $j (i32.const 0))
    (local.set $v (i64.const 0))
    (loop $subtract
      (local.set $v
        (i64.add
          (i64.sub
            (i64.load32_u (i32.add (local.get $t) (local.get $j)))
            (i64.load32_u (i32.add (local.get $n) (local.get $j))))
          (i64.shr_s (local.get $v) (i64.const 32))))
      (i64.store32 (i32.add (local.get $out) (local.get $j)) (local.get $v))
      (br_if $subtract
        (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 4))) (local.get $length))))
    (if
      (i64.lt_s
        (i64.add
          (i64.load32_u (i32.add (local.get $t) (local.get $length)))
          (i64.shr_s (local.get $v) (i64.const 32)))
        (i64.const 0))
      (then (memory.copy (local.get $out) (local.get $t) (local.get $length)))))

  ;; Which of an odd number and those two, four, six and so on above it have a divisor below 2^16.
  ;; +4 length of the number in bytes, +8 of how many this is asked, +12 the number, then a byte for each: 1 if it has one
  (func $sieve (param $at i32)
    (local $number i32) (local $length i32) (local $marks i32) (local $count i32)
    (local $divisor i32) (local $rest i32) (local $i i32)
    (local.set $length (i32.load offset=4 (local.get $at)))
    (local.set $count (i32.load offset=8 (local.get $at)))
    (local.set $number (i32.add (local.get $at) (i32.const 12)))
    (local.set $marks (i32.add (local.get $number) (local.get $length)))
    (local.set $divisor (i32.const 3))
    (loop $divisors
      (local.set $rest (i32.const 0))
      (local.set $i (local.get $length))
      (loop $words
        (local.set $i (i32.sub (local.get $i) (i32.const 4)))
        (local.set $rest
          (i32.wrap_i64
            (i64.rem_u
              (i64.or
                (i64.shl (i64.extend_i32_u (local.get $rest)) (i64.const 32))
                (i64.load32_u (i32.add (local.get $number) (local.get $i))))
              (i64.extend_i32_u (local.get $divisor)))))
        (br_if $words (local.get $i)))
      ;; The first multiple is $divisor - $rest above the number, or, where that is odd, one divisor more; 0 is even.
      (if (local.get $rest)
        (then
          (local.set $i (i32.sub (local.get $divisor) (local.get $rest)))
          (if (i32.and (local.get $i) (i32.const 1))
            (then (local.set $i (i32.add (local.get $i) (local.get $divisor)))))))
      (local.set $i (i32.shr_u (local.get $i) (i32.const 1)))
      (block $marked
        (loop $multiples
          (br_if $marked (i32.ge_u (local.get $i) (local.get $count)))
          (i32.store8 (i32.add (local.get $marks) (local.get $i)) (i32.const 1))
          (local.set $i (i32.add (local.get $i) (local.get $divisor)))
          (br $multiples)))
      (br_if $divisors
        (i32.lt_u (local.tee $divisor (i32.add (local.get $divisor) (i32.const 2))) (i32.const 0x10000)))))

  ;; Twice a number modulo another one that is greater than it: $t is room for one of them. $length is in bytes.
  (func $double (param $x i32) (param $n i32) (param $t i32) (param $length i32)
    (local $j i32) (local $carry i64) (local $v i64)
    ;; $x becomes 2 $x, and $t that less $n; which of them counts, the last borrow says.
    (loop $words
      (local.set $carry
        (i64.add
          (i64.shl (i64.load32_u (i32.add (local.get $x) (local.get $j))) (i64.const 1))
          (i64.shr_u (local.get $carry) (i64.const 32))))
      (i64.store32 (i32.add (local.get $x) (local.get $j)) (local.get $carry))
      (local.set $v
        (i64.add
          (i64.sub
            (i64.and (local.get $carry) (i64.const 0xffffffff))
            (i64.load32_u (i32.add (local.get $n) (local.get $j))))
          (i64.shr_s (local.get $v) (i64.const 32))))
      (i64.store32 (i32.add (local.get $t) (local.get $j)) (local.get $v))
      (br_if $words
        (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 4))) (local.get $length))))
    (if (i64.ge_s
          (i64.add (i64.shr_u (local.get $carry) (i64.const 32)) (i64.shr_s (local.get $v) (i64.const 32)))
          (i64.const 0))
      (then (memory.copy (local.get $x) (local.get $t) (local.get $length)))))

  ;; A power modulo an odd number. $length is in bytes.
  ;; +4 length, +8 the inverse: -1 / modulus modulo 2^32, +12 bits of the exponent, at least 1, +16 the numbers:
  ;; modulus, square of 2^(8 length) modulo it, base, exponent, result, and two for work, the first with 8 bytes more
  (func $modexp (param $at i32)
    (local $length i32) (local $n i32) (local $base i32) (local $exponent i32) (local $out i32) (local $t i32)
    (local $x i32) (local $n0 i32) (local $bit i32) (local $is_two i32) (local $j i32)
    (local.set $length (i32.load offset=4 (local.get $at)))
    (local.set $n0 (i32.load offset=8 (local.get $at)))
    (local.set $bit (i32.sub (i32.load offset=12 (local.get $at)) (i32.const 1)))
    (local.set $n (i32.add (local.get $at) (i32.const 16)))
    (local.set $base (i32.add (local.get $n) (i32.shl (local.get $length) (i32.const 1))))
    (local.set $exponent (i32.add (local.get $base) (local.get $length)))
    (local.set $out (i32.add (local.get $exponent) (local.get $length)))
    (local.set $t (i32.add (local.get $out) (local.get $length)))
    (local.set $x (i32.add (i32.add (local.get $t) (local.get $length)) (i32.const 8)))
    (call $montgomery (local.get $x) (local.get $base) (i32.add (local.get $n) (local.get $length))
      (local.get $n) (local.get $n0) (local.get $t) (local.get $length))
    (memory.copy (local.get $out) (local.get $x) (local.get $length))
    ;; A multiplication by two is an addition.
    (local.set $is_two (i64.eq (i64.load (local.get $base)) (i64.const 2)))
    (local.set $j (i32.const 8))
    (block $compared
      (loop $words
        (br_if $compared (i32.ge_u (local.get $j) (local.get $length)))
        (if (i64.ne (i64.load (i32.add (local.get $base) (local.get $j))) (i64.const 0))
          (then (local.set $is_two (i32.const 0))))
        (local.set $j (i32.add (local.get $j) (i32.const 8)))
        (br $words)))
    (block $done
      (loop $bits
        (br_if $done (i32.eqz (local.get $bit)))
        (local.set $bit (i32.sub (local.get $bit) (i32.const 1)))
        (call $montgomery (local.get $out) (local.get $out) (local.get $out)
          (local.get $n) (local.get $n0) (local.get $t) (local.get $length))
        (if
          (i32.and
            (i32.shr_u
              (i32.load8_u (i32.add (local.get $exponent) (i32.shr_u (local.get $bit) (i32.const 3))))
              (i32.and (local.get $bit) (i32.const 7)))
            (i32.const 1))
          (then
            (if (local.get $is_two)
              (then (call $double (local.get $out) (local.get $n) (local.get $t) (local.get $length)))
              (else
                (call $montgomery (local.get $out) (local.get $out) (local.get $x)
                  (local.get $n) (local.get $n0) (local.get $t) (local.get $length))))))
        (br $bits)))
    (memory.fill (local.get $base) (i32.const 0) (local.get $length))
    (i32.store (local.get $base) (i32.const 1))
    (call $montgomery (local.get $out) (local.get $out) (local.get $base)
      (local.get $n) (local.get $n0) (local.get $t) (local.get $length)))
)
