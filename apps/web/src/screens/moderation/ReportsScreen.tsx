/** What people have complained about: read, acted on, closed. */

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { readReports } from "../../api/endpoints/admin.ts";
import type { Cursor } from "../../api/page.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../../components/states.tsx";
import { useApp } from "../../hooks/app.ts";
import { useT } from "../../i18n/useT.ts";
import { Chips } from "./Chips.tsx";
import { ModerationFrame } from "./ModerationFrame.tsx";
import { ReportCard } from "./ReportCard.tsx";

export default function ReportsScreen(): ReactElement {
  return (
    <ModerationFrame>
      <Reports />
    </ModerationFrame>
  );
}

const REPORTS = "admin reports";

function Reports(): ReactElement {
  const t = useT();
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const [which, setWhich] = useState<"open" | "closed">("open");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [REPORTS, which],
    initialPageParam: undefined,
    queryFn: async ({ pageParam }: { pageParam: Cursor | undefined }) => {
      const page = await readReports(transport, which === "closed", pageParam);
      for (const { statuses } of page.items) for (const each of statuses) posts.put(each);
      return page;
    },
    getNextPageParam: (last) => last.next,
  });
  const list = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <Chips
        label={t("moderation.which")}
        value={which}
        values={[
          ["open", t("moderation.open")],
          ["closed", t("moderation.closed")],
        ]}
        onChange={setWhich}
      />
      {list === undefined ? (
        error === null ? (
          <LoadingPosts />
        ) : (
          <FailedState error={error} onRetry={() => void refetch()} />
        )
      ) : list.length === 0 ? (
        <EmptyState icon="check" text={t("moderation.noReports")} />
      ) : (
        <ul>
          {list.map((report) => (
            <li key={report.id}>
              <ReportCard
                report={report}
                onChange={() => void client.invalidateQueries({ queryKey: [REPORTS] })}
              />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (list?.length ?? 0) >= 20 && (
        <div className="flex justify-center p-4">
          <Button look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
