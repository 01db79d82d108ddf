/** What every validator of this package offers: sanitise, then validate, and a branded type as the proof. */

import type { StandardSchema } from "./standard-schema.ts";
import { ValidationError, type Fault } from "./validation-error.ts";

declare const brand: unique symbol;

/** A string that has passed the validator of that name. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Turns input into a valid value or throws; also a Standard Schema, so zod-style tools take it as it is. */
export interface Parser<Input, Output> extends StandardSchema<Input, Output> {
  /** Names the value in errors. */
  readonly field: string;
  /**
   * Sanitises, then validates.
   * @throws {ValidationError} with the code of the rule that was broken
   */
  parse(input: unknown): Output;
}

/** Validates strings. */
export interface Validator<Output extends string> extends Parser<string, Output> {
  /** Brings people's spelling into the stored form. Never throws, leaves valid values alone, promises no validity. */
  sanitize(input: string): string;
  /** What is wrong with a string as it stands, or undefined when nothing is. */
  fault(value: string): Fault | undefined;
  /** Whether the value is valid exactly as it stands, in stored form. */
  is(value: unknown): value is Output;
  /**
   * Validates without sanitising: for values that should be in stored form already.
   * @throws {ValidationError} with the code of the rule that was broken
   */
  ensure(value: unknown): Output;
}

/** A validator from its two halves. `fault` sees a sanitised or a raw string and says what is wrong with it. */
export function validator<Output extends string>(
  field: string,
  sanitize: (input: string) => string,
  fault: (value: string) => Fault | undefined,
): Validator<Output> {
  const is = (value: unknown): value is Output => typeof value === "string" && fault(value) === undefined;
  const ensure = (value: unknown): Output => {
    if (is(value)) return value;
    throw new ValidationError(field, faultOf(value, fault));
  };
  const parse = (input: unknown): Output => ensure(typeof input === "string" ? sanitize(input) : input);
  return { field, sanitize, fault, parse, is, ensure, "~standard": standard(parse) };
}

function faultOf(value: unknown, fault: (value: string) => Fault | undefined): Fault {
  const found = typeof value === "string" ? fault(value) : undefined;
  return found ?? { code: "wrong_type", rule: "must be a string" };
}

/** A parser from a function that throws `ValidationError`. */
export function parser<Input, Output>(
  field: string,
  parse: (input: unknown) => Output,
): Parser<Input, Output> {
  return { field, parse, "~standard": standard(parse) };
}

/** The Standard Schema side of a parser that throws `ValidationError`. */
function standard<Input, Output>(
  parse: (input: unknown) => Output,
): StandardSchema<Input, Output>["~standard"] {
  return {
    version: 1,
    vendor: "@mastic/validation",
    validate(value) {
      try {
        return { value: parse(value) };
      } catch (error) {
        if (error instanceof ValidationError) return { issues: [error] };
        throw error;
      }
    },
  };
}
