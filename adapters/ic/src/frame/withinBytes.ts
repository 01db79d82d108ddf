/** Keeps together no more than fits into a message (Internet Computer interface specification: a reply has 2 MiB at most). */

/** @returns whether a part still fits, in the order of the calls; one that is too long leaves room to those after it */
export function withinBytes(most: number): (part: Uint8Array | readonly number[]) => boolean {
  let left = most;
  return ({ length }) => {
    if (length > left) return false;
    left -= length;
    return true;
  };
}
