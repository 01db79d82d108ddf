/** A poll and how it stands. */

import type { ReactElement } from "react";
import type { Poll } from "../api/entities/status.ts";
import { useT } from "../i18n/useT.ts";

export function PostPoll({ poll }: { readonly poll: Poll }): ReactElement {
  const t = useT();
  const voters = poll.voters_count ?? poll.votes_count;
  return (
    <div className="mt-3">
      <ul className="space-y-1.5">
        {poll.options.map(({ title, votes_count }, index) => {
          const share = votes_count === null || voters === 0 ? 0 : Math.round((votes_count / voters) * 100);
          return (
            <li key={index} className="relative overflow-hidden rounded-lg bg-raised px-3 py-1.5">
              <span
                aria-hidden="true"
                className="absolute inset-y-0 start-0 bg-tint"
                style={{ width: `${share}%` }}
              />
              <span className="relative flex justify-between gap-4">
                <span dir="auto">{title}</span>
                {votes_count !== null && <span className="tabular-nums">{share}%</span>}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-1.5 text-sm text-soft">
        {t("poll.voters", { count: voters })} · {t(poll.expired ? "poll.closed" : "poll.open")}
      </p>
    </div>
  );
}
