/** What several commands take, and how the values of options are read. */

import { InvalidArgumentError } from "commander";

/** What `--help` says of the argument that names an account. */
export const HANDLE = "the name before the @, such as alice";

/** What somebody gets by being named a moderator; these commands are the operator's own. */
export const MODERATOR =
  "shown to all as a moderator of this node; deals with reports, posts, people and servers in the web app";

/** @throws {InvalidArgumentError} which commander reports with the name of the option. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };
}
