/**
 * Keeps a thread that is looked at up to date. What is new stands in it at once where it moves nothing in the window, and
 * waits otherwise until the reader wants it.
 */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef, type ReactElement } from "react";
import { notification } from "../api/entities/notification.ts";
import { status } from "../api/entities/status.ts";
import { readList } from "../api/read.ts";
import { TITLE_HEIGHT } from "../feed/isReadFromTop.ts";
import { NewsPill } from "../feed/NewsPill.tsx";
import type { Branch } from "../feed/threadOf.ts";
import { useApp } from "../hooks/app.ts";
import { withdraw } from "../hooks/timelineCache.ts";
import { readThread, threadQuery, type Thread } from "../hooks/useThread.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";

/** Streams tell only of answers by people one follows, and to oneself: of others one hears by asking. */
const EVERY_MILLIS = 30_000;
/** What has just been read is not read again because the line is up: the little that fell between comes with the next reading. */
const JUST_READ_MILLIS = 1_000;

export default function ThreadNews({
  address,
  author,
  thread,
  readAt,
}: {
  readonly address: string;
  readonly author: string;
  readonly thread: Thread;
  /** In ms since the Unix epoch. */
  readonly readAt: number;
}): ReactElement {
  const t = useT();
  const app = useApp();
  const { transport, posts, sessionId } = app;
  const client = useQueryClient();
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey: ["thread-news", address],
    initialData: thread,
    initialDataUpdatedAt: readAt,
    staleTime: EVERY_MILLIS,
    refetchInterval: EVERY_MILLIS,
    refetchOnWindowFocus: true,
    queryFn: () => readThread(app, address, author),
  });

  const shown = inOrder(thread);
  const next = dataUpdatedAt > readAt ? inOrder(data) : shown;
  const fresh = next.filter((id) => !shown.includes(id));
  const isChanged = fresh.length > 0 || shown.some((id) => !next.includes(id));

  const read = useRef<{ readonly element: Element; readonly top: number }>(undefined);
  const show = (): void => {
    const element = [...document.querySelectorAll("article")].find(
      (it) => it.getBoundingClientRect().bottom > TITLE_HEIGHT,
    );
    read.current = element && { element, top: element.getBoundingClientRect().top };
    client.setQueryData<Thread>(threadQuery(address), data);
  };
  useEffect(() => {
    if (isChanged && !movesWhatIsRead(next, new Set(fresh))) show();
  });
  // Not all browsers keep by themselves what is read where it is.
  useLayoutEffect(() => {
    const { current } = read;
    read.current = undefined;
    if (current?.element.isConnected !== true) return;
    const by = current.element.getBoundingClientRect().top - current.top;
    if (by !== 0) scrollBy({ top: by, behavior: "instant" });
  }, [thread]);

  const isGone = error instanceof ApiError && error.code === "not_found";
  useEffect(() => {
    if (isGone) posts.remove(thread.id);
  }, [isGone, posts, thread.id]);

  useEffect(() => {
    if (sessionId === undefined) return undefined;
    const answers = (payload: unknown): boolean =>
      readList(status, [payload]).some(
        ({ in_reply_to_id: to }) => to !== null && posts.get(to) !== undefined,
      );
    return transport.stream({ stream: "user" }, (message) => {
      switch (message.event) {
        case "delete":
          withdraw(client, message.payload);
          posts.remove(message.payload);
          break;
        case "status.update":
          for (const edited of readList(status, [message.payload])) posts.put(edited);
          break;
        case "update":
          if (answers(message.payload)) void refetch();
          break;
        case "notification":
          if (readList(notification, [message.payload]).some((it) => answers(it.status))) void refetch();
          break;
        case "connected":
          if (Date.now() - readAt > JUST_READ_MILLIS) void refetch();
      }
    });
  }, [transport, posts, client, sessionId, readAt, refetch]);

  return <NewsPill count={fresh.length} text={t("thread.news", { count: fresh.length })} onShow={show} />;
}

function inOrder({ ancestors, id, branches }: Thread): readonly string[] {
  const below = (branch: Branch): string[] => [branch.id, ...branch.answers.flatMap(below)];
  return [...ancestors, id, ...branches.flatMap(below)];
}

/** Whether something in the window would give way: what comes above or below of it moves nothing there. */
function movesWhatIsRead(next: readonly string[], fresh: ReadonlySet<string>): boolean {
  let after: number | undefined;
  for (const id of next.toReversed()) {
    if (!fresh.has(id))
      after = document.querySelector(`article[data-post="${id}"]`)?.getBoundingClientRect().top ?? after;
    else if (after !== undefined && after > TITLE_HEIGHT && after < innerHeight) return true;
  }
  return false;
}
