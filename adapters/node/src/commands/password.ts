/** Where a command takes a password from: standard input, never an argument that other users of the machine could read. */

import { randomBytes } from "node:crypto";
import { CommandError, type CommandHost } from "./host.ts";

const MAX_INPUT = 1_024;

export interface ChosenPassword {
  readonly password: string;
  /** The operator has not seen it yet. */
  readonly isGenerated: boolean;
}

/** The first line of standard input, or a new random password. @throws {CommandError} when there is no such line. */
export async function choosePassword(host: CommandHost, isFromInput: boolean): Promise<ChosenPassword> {
  // 120 bits: nobody guesses it, and a person can type it once.
  if (!isFromInput) return { password: randomBytes(15).toString("base64url"), isGenerated: true };
  const decoder = new TextDecoder("utf-8");
  let text = "";
  for await (const chunk of host.input) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes("\n") || text.length > MAX_INPUT) break;
  }
  const [line = ""] = text.split(/\r?\n/, 1);
  if (line === "") throw new CommandError("there is no password on standard input");
  return { password: line, isGenerated: false };
}
