/** The handles that people may choose: valid, and not kept for the server (spec 04: Local Handle Format). */

import { isReservedHandle, parseClaimableHandle, ValidationError } from "@mastic/validation";
import { FormError } from "./formError.ts";

/** @returns the handle in stored form @throws {FormError} */
export function claimable(text: string): string {
  try {
    return parseClaimableHandle(text);
  } catch (error) {
    if (error instanceof ValidationError) throw notClaimable(text, error);
    throw error;
  }
}

/** @param cause what is wrong with the handle */
export function notClaimable(text: string, cause: Error): FormError {
  return new FormError("handle", isReservedHandle(text) ? "handle.reserved" : "handle.invalid", { cause });
}
