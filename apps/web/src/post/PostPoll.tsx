/** A poll: a form for whoever can vote and has not, else how it stands. */

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { vote } from "../api/endpoints/polls.ts";
import type { Poll } from "../api/entities/status.ts";
import { Button } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { errorText } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useLivePoll } from "../hooks/useLivePoll.ts";
import { useNotice } from "../hooks/notice.ts";
import { useNow } from "../hooks/useNow.ts";
import { until } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";

export function PostPoll({ poll, postId }: { readonly poll: Poll; readonly postId: string }): ReactElement {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { sessionId } = useApp();
  const [isPeeking, setPeeking] = useState(false);
  const voters = poll.voters_count ?? poll.votes_count;
  const mayVote = sessionId !== undefined && !poll.expired && poll.voted !== true;
  const showsFigures = !mayVote || isPeeking;
  const refresh = useLivePoll(poll, postId, showsFigures);
  const ends = poll.expires_at;
  return (
    <div className="mt-3 text-base">
      {showsFigures ? <Figures poll={poll} voters={voters} /> : <Ballot poll={poll} postId={postId} />}
      <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm text-soft">
        <span>{t("poll.voters", { count: voters })}</span>
        <span aria-hidden="true">·</span>
        <span>
          {poll.expired || ends === null
            ? t(poll.expired ? "poll.closed" : "poll.open")
            : t("poll.ends", { time: until(ends, now, locale) })}
        </span>
        {mayVote && (
          <button
            type="button"
            onClick={() => setPeeking(!isPeeking)}
            className="min-h-8 rounded-full font-semibold text-accent underline-offset-3 hover:underline"
          >
            {t(isPeeking ? "poll.toVote" : "poll.toResults")}
          </button>
        )}
        {!mayVote && !poll.expired && (
          <button
            type="button"
            onClick={refresh}
            className="min-h-8 rounded-full font-semibold text-accent underline-offset-3 hover:underline"
          >
            {t("poll.refresh")}
          </button>
        )}
      </p>
    </div>
  );
}

function Ballot({ poll, postId }: { readonly poll: Poll; readonly postId: string }): ReactElement {
  const t = useT();
  const { transport, posts } = useApp();
  const notify = useNotice();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const { mutate, isPending } = useMutation({
    mutationFn: () => vote(transport, poll.id, chosen),
    onSuccess: (next) => posts.update(postId, (post) => ({ ...post, poll: next })),
    onError: (error) => notify(errorText(error), "bad"),
  });
  const toggle = (index: number): void => {
    if (!poll.multiple) setChosen([index]);
    else setChosen(chosen.includes(index) ? chosen.filter((it) => it !== index) : [...chosen, index]);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <div
        role={poll.multiple ? "group" : "radiogroup"}
        aria-label={t("poll.question")}
        className="space-y-1.5"
      >
        {poll.options.map(({ title }, index) => (
          <label
            key={index}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl border border-edge px-3 has-checked:border-accent has-checked:bg-tint"
          >
            <input
              type={poll.multiple ? "checkbox" : "radio"}
              name={`poll-${poll.id}`}
              checked={chosen.includes(index)}
              onChange={() => toggle(index)}
              className="size-4.5 accent-accent"
            />
            <span dir="auto">{title}</span>
          </label>
        ))}
      </div>
      <Button type="submit" look="quiet" className="mt-2" disabled={chosen.length === 0 || isPending}>
        {t("poll.vote")}
      </Button>
    </form>
  );
}

function Figures({ poll, voters }: { readonly poll: Poll; readonly voters: number }): ReactElement {
  const t = useT();
  return (
    <ul className="space-y-1.5">
      {poll.options.map(({ title, votes_count }, index) => {
        const share = votes_count === null || voters === 0 ? 0 : Math.round((votes_count / voters) * 100);
        return (
          <li key={index} className="relative overflow-hidden rounded-xl bg-raised px-3 py-2">
            <span
              aria-hidden="true"
              className="absolute inset-y-0 start-0 rounded-xl bg-tint"
              style={{ width: `${share}%` }}
            />
            <span className="relative flex justify-between gap-4">
              <span dir="auto" className="flex items-center gap-2">
                {title}
                {poll.own_votes?.includes(index) === true && (
                  <span className="text-accent" title={t("poll.own")}>
                    <Icon name="check" size="sm" />
                    <span className="sr-only">{t("poll.own")}</span>
                  </span>
                )}
              </span>
              {votes_count !== null && <span className="tabular-nums">{share}%</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
