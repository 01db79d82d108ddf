/** What is wrong with the configuration, said so that an operator can repair it. */

export interface ConfigIssue {
  readonly variable: string;
  /** What is wrong, as the end of the sentence "VARIABLE ...". */
  readonly problem: string;
  readonly example: string;
}

/** Thrown at start, with every issue at once, so that nobody repairs variables one restart at a time. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "invalid_configuration";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(
      issues
        .map(
          ({ variable, problem, example }) =>
            `${variable} ${problem}. For example: ${variable}=${quoted(example)}`,
        )
        .join("\n"),
    );
    this.issues = issues;
  }
}

/** A value as a shell takes it. */
export function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value}'`;
}
