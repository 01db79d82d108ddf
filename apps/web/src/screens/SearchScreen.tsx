/** Search for people, posts and hashtags, while one types. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useRef, useState, type ReactElement } from "react";
import { FOUND, search, searchFrom } from "../api/endpoints/search.ts";
import { Icon } from "../components/Icon.tsx";
import { PersonRow } from "../components/PersonRow.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useQueryParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import { FoundList } from "./FoundList.tsx";
import { FoundPosts } from "./FoundPosts.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";

/** Nothing is asked while somebody types faster than this. */
const PAUSE_MILLIS = 300;

export default function SearchScreen(): ReactElement {
  const t = useT();
  const navigate = useNavigate();
  const q = useQueryParam("q");
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const words = text.trim();
    if (words === q) return undefined;
    const timer = setTimeout(
      () => void navigate({ to: "/search", search: words === "" ? {} : { q: words }, replace: true }),
      PAUSE_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  return (
    <>
      <ScreenTitle title={t("nav.search")} />
      <form role="search" className="border-b border-line p-4" onSubmit={(event) => event.preventDefault()}>
        <label className="relative flex items-center">
          <span className="sr-only">{t("search.label")}</span>
          <span className="pointer-events-none absolute start-4 text-soft">
            <Icon name="search" />
          </span>
          <input
            ref={input}
            type="search"
            value={text}
            maxLength={500}
            autoCapitalize="none"
            autoComplete="off"
            placeholder={t("search.placeholder")}
            onChange={(event) => setText(event.target.value)}
            className="h-12 w-full rounded-full border border-edge bg-paper ps-12 pe-4 placeholder:text-soft"
          />
        </label>
      </form>
      {q === "" ? (
        <EmptyState icon="search" text={t("search.hint")}>
          <p>{t("search.words")}</p>
        </EmptyState>
      ) : (
        <Results q={q} />
      )}
    </>
  );
}

function Results({ q }: { readonly q: string }): ReactElement {
  const t = useT();
  const { transport, posts, sessionId } = useApp();
  const asked = useDeferredValue(q);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["search", asked],
    queryFn: async ({ signal }) => {
      const found = await search(transport, asked, sessionId !== undefined, signal);
      return { ...found, statuses: found.statuses.map((status) => posts.put(status)) };
    },
    placeholderData: keepPreviousData,
  });
  if (data === undefined) {
    return error === null ? <LoadingPosts /> : <FailedState error={error} onRetry={() => void refetch()} />;
  }
  const { accounts, statuses, hashtags } = data;
  const isEmpty = accounts.length + statuses.length + hashtags.length === 0;
  return (
    <div aria-busy={isFetching}>
      <p role="status" className="sr-only">
        {t("search.found", { count: accounts.length + statuses.length + hashtags.length })}
      </p>
      {isEmpty && <EmptyState icon="search" text={t("search.nothing", { q: asked })} />}
      {accounts.length > 0 && <Heading>{t("search.people")}</Heading>}
      <FoundList
        key={`people ${asked}`}
        queryKey={["search", "people", asked]}
        found={accounts}
        start={String(FOUND)}
        read={async (offset, signal) =>
          (await searchFrom(transport, asked, "accounts", Number(offset), signal)).accounts
        }
        after={nextOffset}
        keyOf={({ acct }) => acct}
      >
        {(account) => <PersonRow account={account} />}
      </FoundList>
      {hashtags.length > 0 && <Heading>{t("search.hashtags")}</Heading>}
      <FoundList
        key={`hashtags ${asked}`}
        queryKey={["search", "hashtags", asked]}
        found={hashtags}
        start={String(FOUND)}
        read={async (offset, signal) =>
          (await searchFrom(transport, asked, "hashtags", Number(offset), signal)).hashtags
        }
        after={nextOffset}
        keyOf={({ name }) => name}
      >
        {({ name }) => (
          <Link
            to="/tags/$tag"
            params={{ tag: name }}
            className="flex min-h-12 items-center border-b border-line px-4 font-semibold text-accent hover:bg-raised"
          >
            <bdi>#{name}</bdi>
          </Link>
        )}
      </FoundList>
      {statuses.length > 0 && <Heading>{t("search.posts")}</Heading>}
      <FoundPosts key={asked} q={asked} found={statuses} />
    </div>
  );
}

/** Those who answer together give a page each: what counts is how many pages there were. */
const nextOffset = (_page: unknown, offset: string): string => String(Number(offset) + FOUND);

function Heading({ children }: { readonly children: string }): ReactElement {
  return <h2 className="border-b border-line px-4 pt-5 pb-2 font-bold text-soft">{children}</h2>;
}
