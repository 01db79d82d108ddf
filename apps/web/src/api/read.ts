/** Parsing at the edge: an answer is what its schema says, or an error; above this nobody doubts. */

import * as z from "zod/mini";
import { ApiError } from "../ports/apiError.ts";

// Without this zod would try to compile code, which Content-Security-Policy forbids.
z.config({ jitless: true });

/** @throws {ApiError} `unexpected` */
export function read<T>(shape: z.ZodMiniType<T>, body: unknown): T {
  const parsed = z.safeParse(shape, body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(
    "unexpected",
    `The answer is not what it should be: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
  );
}

/** Items that cannot be read are left out: one strange post does not hide a timeline. */
export function readList<T>(shape: z.ZodMiniType<T>, body: unknown): T[] {
  return read(z.array(z.unknown()), body).flatMap((item) => {
    const parsed = z.safeParse(shape, item);
    return parsed.success ? [parsed.data] : [];
  });
}
