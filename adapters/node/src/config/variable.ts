/** One variable of the environment: how its text is read, and what the documentation says about it. */

import { z } from "zod";
import { allowedBy } from "./values.ts";

export interface VariableDocumentation {
  /** One or two sentences for operators. */
  readonly description: string;
  /** The text that stands in for an absent or empty variable; `undefined` when the variable may stay absent. */
  readonly default?: string;
  /** How the table describes a default that is computed. */
  readonly defaultNote?: string;
  readonly example: string;
  /** What it may be, where the description does not say: such as "from 1 to 65535". */
  readonly allowed?: string;
  /** Its value is never repeated in an error. */
  readonly isSecret?: boolean;
}

const documentation = z.registry<VariableDocumentation>();

/** A variable with a default, which is read like any other text. */
export function variable<T>(
  read: z.ZodType<T, string>,
  documented: VariableDocumentation & { readonly default: string },
): z.ZodType<T, string | undefined> {
  return register(
    z
      .string()
      .optional()
      .transform((text) => present(text) ?? documented.default)
      .pipe(read),
    documented,
    read,
  );
}

/** A variable that may be absent. */
export function optionalVariable<T>(
  read: z.ZodType<T, string>,
  documented: VariableDocumentation,
): z.ZodType<T | undefined, string | undefined> {
  return register(z.string().optional().transform(present).pipe(read.optional()), documented, read);
}

function register<S extends z.ZodType>(schema: S, documented: VariableDocumentation, read: z.ZodType): S {
  const allowed = documented.allowed ?? allowedBy(read);
  documentation.add(schema, { ...documented, ...(allowed === undefined ? {} : { allowed }) });
  return schema;
}

/** Compose files and unit files often set a variable to nothing when they mean "not set". */
function present(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** @throws {Error} for a schema that was not made by `variable`. */
export function documentationOf(schema: z.ZodType): VariableDocumentation {
  const found = documentation.get(schema);
  if (found === undefined) throw new Error("this variable has no documentation");
  return found;
}
