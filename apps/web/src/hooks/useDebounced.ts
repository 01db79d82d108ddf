/** A value as it is once it has not changed for a while: nothing is asked while somebody types. */

import { useEffect, useState } from "react";

/** @param pauseMillis how long it must have stood still */
export function useDebounced<T>(value: T, pauseMillis: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMillis);
    return () => clearTimeout(timer);
  }, [value, pauseMillis]);
  return settled;
}
