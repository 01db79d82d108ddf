/** Asks, for a moderator, how many reports are open: at the start, when the app is looked at again, and after some were closed. */

import { useQuery } from "@tanstack/react-query";
import { countOpenReports } from "../api/endpoints/openReports.ts";
import { useApp } from "../hooks/app.ts";
import { MOST_COUNTED, OPEN_REPORTS } from "../hooks/useOpenReports.ts";

/** On canisters each report is asked of somebody's home. */
const STALE_MILLIS = 2 * 60_000;

export default function OpenReports(): null {
  const { transport } = useApp();
  useQuery({
    queryKey: OPEN_REPORTS,
    queryFn: () => countOpenReports(transport, MOST_COUNTED + 1),
    staleTime: STALE_MILLIS,
    refetchOnWindowFocus: true,
  });
  return null;
}
