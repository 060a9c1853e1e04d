;; Finds, 64 bytes at a time, where cells and rows may end: quotes, and the delimiters, LF and CR that stand outside quotes.
;; `npm run generated` writes it as `marks-wasm.ts`.
(module
  (memory (export "memory") 6)
  (global $inQuotes (export "inQuotes") (mut i64) (i64.const 0))

  ;; Looks at `length` bytes from 0 on, which are followed by zeros to a multiple of 64, and writes each place, with `base` added,
  ;; from `out` on. `inQuotes` is -1 if the first byte stands in quotes, and says the same of what follows the last.
  ;; Returns one past the last place written.
  (func (export "mark") (param $length i32) (param $delimiter i32) (param $base i32) (param $out i32) (result i32)
    (local $at i32) (local $splat v128) (local $carry i64) (local $quotes i64) (local $inside i64) (local $marks i64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $quote v128) (local $lf v128) (local $cr v128)
    (local.set $splat (i8x16.splat (local.get $delimiter)))
    (local.set $quote (i8x16.splat (i32.const 34)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $cr (i8x16.splat (i32.const 13)))
    (local.set $carry (global.get $inQuotes))
    (block $end
      (loop $block
        (br_if $end (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $a (v128.load (local.get $at)))
        (local.set $b (v128.load offset=16 (local.get $at)))
        (local.set $c (v128.load offset=32 (local.get $at)))
        (local.set $d (v128.load offset=48 (local.get $at)))
        (local.set $quotes
          (i64.or
            (i64.or
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $quote))))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $quote)))) (i64.const 16)))
            (i64.or
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $quote)))) (i64.const 32))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $quote)))) (i64.const 48)))))
        ;; A byte stands in quotes if the quotes up to it, itself included, are odd in number.
        (local.set $inside (local.get $quotes))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 1))))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 2))))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 4))))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 8))))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 16))))
        (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 32))))
        (local.set $inside (i64.xor (local.get $inside) (local.get $carry)))
        (local.set $carry (i64.shr_s (local.get $inside) (i64.const 63)))
        ;; Delimiters, LF and CR outside quotes.
        (local.set $a
          (v128.or
            (i8x16.eq (local.get $a) (local.get $splat))
            (v128.or (i8x16.eq (local.get $a) (local.get $lf)) (i8x16.eq (local.get $a) (local.get $cr)))))
        (local.set $b
          (v128.or
            (i8x16.eq (local.get $b) (local.get $splat))
            (v128.or (i8x16.eq (local.get $b) (local.get $lf)) (i8x16.eq (local.get $b) (local.get $cr)))))
        (local.set $c
          (v128.or
            (i8x16.eq (local.get $c) (local.get $splat))
            (v128.or (i8x16.eq (local.get $c) (local.get $lf)) (i8x16.eq (local.get $c) (local.get $cr)))))
        (local.set $d
          (v128.or
            (i8x16.eq (local.get $d) (local.get $splat))
            (v128.or (i8x16.eq (local.get $d) (local.get $lf)) (i8x16.eq (local.get $d) (local.get $cr)))))
        (local.set $marks
          (i64.or
            (i64.or
              (i64.extend_i32_u (i8x16.bitmask (local.get $a)))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $b))) (i64.const 16)))
            (i64.or
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $c))) (i64.const 32))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $d))) (i64.const 48)))))
        (local.set $marks
          (i64.or
            (local.get $quotes)
            (i64.and (local.get $marks) (i64.xor (local.get $inside) (i64.const -1)))))
        (block $none
          (loop $next
            (br_if $none (i64.eqz (local.get $marks)))
            (i32.store
              (local.get $out)
              (i32.add (i32.add (local.get $base) (local.get $at)) (i32.wrap_i64 (i64.ctz (local.get $marks)))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $marks (i64.and (local.get $marks) (i64.sub (local.get $marks) (i64.const 1))))
            (br $next)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $block)))
    (global.set $inQuotes (local.get $carry))
    (local.get $out))

  ;; How many of the bytes from `from` up to `to` are this one.
  (func (export "count") (param $from i32) (param $to i32) (param $byte i32) (result i32)
    (local $splat v128) (local $count i32) (local $bits i32)
    (local.set $splat (i8x16.splat (local.get $byte)))
    (block $end
      (loop $block
        (br_if $end (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $bits (i8x16.bitmask (i8x16.eq (v128.load (local.get $from)) (local.get $splat))))
        (if (i32.lt_u (i32.sub (local.get $to) (local.get $from)) (i32.const 16))
          (then
            (local.set $bits
              (i32.and
                (local.get $bits)
                (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $to) (local.get $from))) (i32.const 1))))))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $bits))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $block)))
    (local.get $count)))
