/** How many reports wait for a moderator: src/shell/OpenReports.tsx asks, all others only look. */

import { useQuery } from "@tanstack/react-query";

/** Read anew with the reports themselves. */
export const OPEN_REPORTS = ["admin reports", "count"] as const;

/** More are not counted. */
export const MOST_COUNTED = 9;

export function useOpenReports(): number {
  return useQuery<number>({ queryKey: OPEN_REPORTS, enabled: false }).data ?? 0;
}
