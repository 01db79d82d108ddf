/** What every string validator must do, run over its file of vectors and over generated values. */

import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ValidationError, type ValidationErrorCode } from "../src/validation-error.ts";
import type { Validator } from "../src/validator.ts";

/** A file in `vectors/validation/`; `repeat` stands for an input too long to print. */
interface Vectors {
  readonly valid: readonly (Input & { readonly value?: string; readonly source: string })[];
  readonly invalid: readonly (Input & Refusal & { readonly source: string })[];
}

interface Input {
  readonly input?: unknown;
  readonly repeat?: readonly [text: string, times: number];
}

interface Refusal {
  readonly code: ValidationErrorCode;
  readonly index?: number;
  readonly length?: number;
  readonly limit?: number;
}

/** Reads a file of `vectors/validation/`. */
export function readVectors(name: string): unknown {
  const file = new URL(`../../../vectors/validation/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Runs the contract. The first valid vector seeds the generated near misses. */
export function describeValidator<Output extends string>(name: string, validator: Validator<Output>): void {
  const { valid, invalid } = readVectors(name) as Vectors;

  describe(`${name} vectors`, () => {
    test.each(valid.map((vector) => ({ ...vector, shown: shown(vector) })))("$shown: $source", (vector) => {
      const input = inputOf(vector);
      const value = validator.parse(input);
      expect(value).toBe(vector.value ?? input);
      expect(validator.is(value)).toBe(true);
      expect(validator.ensure(value)).toBe(value);
      expect(validator.fault(value)).toBeUndefined();
      expect(validator.is(input)).toBe(value === input);
      expect(validator["~standard"].validate(input)).toEqual({ value });
    });

    test.each(invalid.map((vector) => ({ ...vector, shown: shown(vector) })))("$shown: $source", (vector) => {
      const input = inputOf(vector);
      const { code, index, length, limit } = vector;
      const where = Object.entries({ code, index, length, limit }).filter(([, value]) => value !== undefined);
      const refusal = { name: "ValidationError", field: validator.field, ...Object.fromEntries(where) };
      expect(() => validator.parse(input)).toThrow(expect.objectContaining(refusal));
      expect(validator.is(input)).toBe(false);
      const result = validator["~standard"].validate(input);
      expect(result.issues).toEqual([expect.objectContaining(refusal)]);
    });
  });

  describe(`${name} on generated values`, () => {
    const seeds = fc.constantFrom(...valid.map(inputOf).map(String));
    const nearMiss = fc
      .tuple(seeds, fc.string({ unit: "binary", maxLength: 3 }), fc.nat(40))
      .map(([seed, noise, at]) => seed.slice(0, at) + noise + seed.slice(at));

    test("what parses is in stored form, and sanitising leaves that alone", () => {
      fc.assert(
        fc.property(fc.oneof(nearMiss, fc.string({ unit: "binary" })), (input) => {
          const value = parsed(validator, input);
          if (value === undefined) return;
          expect(validator.is(value)).toBe(true);
          expect(validator.sanitize(value)).toBe(value);
        }),
        { numRuns: 300 },
      );
    });

    test("what is valid as it stands is what parsing it gives, with white space beside it too", () => {
      const blank = fc.constantFrom("", " ", "\n", "\u0085", "\u00a0", "\u2028", "\u3000", "\ufeff");
      fc.assert(
        fc.property(seeds, blank, blank, (seed, before, after) => {
          const input = before + seed + after;
          if (validator.is(input)) expect(validator.parse(input)).toBe(input);
        }),
        { numRuns: 300 },
      );
    });

    test("whatever comes in, nothing but ValidationError comes out", () => {
      fc.assert(
        fc.property(fc.anything(), (input) => void parsed(validator, input)),
        { numRuns: 100 },
      );
    });
  });
}

function parsed<Output extends string>(validator: Validator<Output>, input: unknown): Output | undefined {
  try {
    return validator.parse(input);
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return undefined;
  }
}

function inputOf({ input, repeat }: Input): unknown {
  return repeat === undefined ? input : repeat[0].repeat(repeat[1]);
}

function shown({ input, repeat }: Input): string {
  return repeat === undefined ? JSON.stringify(input) : `${JSON.stringify(repeat[0])} x ${repeat[1]}`;
}
