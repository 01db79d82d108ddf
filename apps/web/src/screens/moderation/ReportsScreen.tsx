/** What people have complained about: read, acted on, closed. */

import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { readReports } from "../../api/endpoints/admin.ts";
import type { AdminReport } from "../../api/entities/admin.ts";
import type { Cursor, Page } from "../../api/page.ts";
import { PagedList } from "../../components/PagedList.tsx";
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
  const read = async (cursor: Cursor | undefined): Promise<Page<AdminReport>> => {
    const page = await readReports(transport, which === "closed", cursor);
    for (const { statuses } of page.items) for (const each of statuses) posts.put(each);
    return page;
  };
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
      <PagedList
        queryKey={[REPORTS, which]}
        read={read}
        pageSize={20}
        empty={{ icon: "check", text: t("moderation.noReports") }}
      >
        {(report) => (
          <ReportCard
            report={report}
            onChange={() => void client.invalidateQueries({ queryKey: [REPORTS] })}
          />
        )}
      </PagedList>
    </>
  );
}
