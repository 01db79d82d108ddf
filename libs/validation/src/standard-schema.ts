/**
 * The Standard Schema interface, version 1 (https://standardschema.dev), declared here because the specification
 * asks implementers to copy the types rather than to depend on a package for them.
 */

/** What a Standard Schema consumer looks for on a validator. */
export interface StandardSchema<Input, Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** A value, or the issues that speak against it. */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** One issue. Ours are instances of `ValidationError`, so `code`, `index` and `limit` are at hand too. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly PropertyKey[] | undefined;
}
