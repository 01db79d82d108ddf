/** A filter: its words, where it works, what it does, and for how long. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { deleteFilter, saveFilter } from "../api/endpoints/filters.ts";
import { filterContexts, type Filter, type FilterContext } from "../api/entities/filter.ts";
import { Button, IconButton } from "../components/Button.tsx";
import { FormError } from "../components/FormError.tsx";
import { box, Checkbox, Choice, Labelled } from "../components/fields.tsx";
import { lazyDialog } from "../components/lazily.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { FILTERS, useFilters } from "../hooks/useFilters.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { withMessages } from "../i18n/locale.ts";
import { exactly } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

const ConfirmDialog = lazyDialog(withMessages(() => import("../components/ConfirmDialog.tsx")));
const notThere = new ApiError("not_found", "There is no such filter.");

export default function EditFilterScreen(): ReactElement {
  const t = useT();
  const id = usePathParam("filterId");
  const { data, error, refetch } = useFilters();
  const filter = data?.find((each) => each.id === id);
  return (
    <SignedInOnly>
      <ScreenTitle title={t(id === "new" ? "filters.new" : "filters.edit")} hasBack />
      {id === "new" || filter !== undefined ? (
        <Form key={id} filter={filter} />
      ) : error !== null || data !== undefined ? (
        <FailedState error={error ?? notThere} onRetry={() => void refetch()} />
      ) : (
        <LoadingPosts />
      )}
    </SignedInOnly>
  );
}

const contextNames = {
  home: "filters.home",
  notifications: "filters.notifications",
  public: "filters.public",
  thread: "filters.thread",
  account: "filters.account",
} as const;

const DAY_SECONDS = 86_400;
const spans = { day: DAY_SECONDS, week: 7 * DAY_SECONDS, month: 30 * DAY_SECONDS, forever: null } as const;
type Span = keyof typeof spans | "keep";

interface Word {
  /** Tells the fields apart. */
  readonly key: number;
  readonly id: string | undefined;
  readonly keyword: string;
  readonly wholeWord: boolean;
}

function Form({ filter }: { readonly filter: Filter | undefined }): ReactElement {
  const t = useT();
  const locale = useLocale();
  const { transport } = useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotice();
  const [title, setTitle] = useState(filter?.title ?? "");
  const [contexts, setContexts] = useState<readonly FilterContext[]>(
    filterContexts.filter((each) => filter?.context.includes(each) ?? each !== "account"),
  );
  const [action, setAction] = useState<"warn" | "hide">(filter?.filter_action === "hide" ? "hide" : "warn");
  const [span, setSpan] = useState<Span>(filter?.expires_at != null ? "keep" : "forever");
  const [words, setWords] = useState<readonly Word[]>(() =>
    filter === undefined
      ? [{ key: 0, id: undefined, keyword: "", wholeWord: true }]
      : filter.keywords.map(({ id, keyword, whole_word }, key) => ({
          key,
          id,
          keyword,
          wholeWord: whole_word,
        })),
  );
  const [isAsking, setAsking] = useState(false);

  const leave = (): void => {
    void client.invalidateQueries({ queryKey: FILTERS });
    // Which posts a filter is about is said by the server.
    void client.invalidateQueries({ queryKey: ["timeline"] });
    void navigate({ to: "/filters", replace: true });
  };
  const save = useMutation({
    mutationFn: () => {
      const keywords = words.filter(({ keyword }) => keyword.trim() !== "");
      const removed = (filter?.keywords ?? []).filter(({ id }) => keywords.every((word) => word.id !== id));
      return saveFilter(transport, filter?.id, {
        title,
        contexts,
        action,
        seconds: span === "keep" ? undefined : spans[span],
        keywords,
        removed: removed.map(({ id }) => id),
      });
    },
    onSuccess: () => {
      notify("filters.saved");
      leave();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteFilter(transport, filter?.id ?? ""),
    onSuccess: leave,
    onError: () => notify("error.act", "bad"),
  });
  const change = (key: number, more: Partial<Word>): void =>
    setWords(words.map((word) => (word.key === key ? { ...word, ...more } : word)));
  const expires = filter?.expires_at ?? null;
  const spanNames: readonly (readonly [Span, string])[] = [
    ...(expires === null ? [] : [["keep", t("filters.keep", { time: exactly(expires, locale) })] as const]),
    ["forever", t("filters.forever")],
    ["day", t("filters.day")],
    ["week", t("filters.week")],
    ["month", t("filters.month")],
  ];
  return (
    <form
      className="space-y-6 p-4 pb-10"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Labelled label={t("filters.title")}>
        {(id) => (
          <input
            id={id}
            value={title}
            required
            maxLength={200}
            dir="auto"
            onChange={(event) => setTitle(event.target.value)}
            className={box}
          />
        )}
      </Labelled>
      <fieldset className="space-y-2">
        <legend className="font-semibold">{t("filters.words")}</legend>
        {words.map(({ key, keyword, wholeWord }, index) => (
          <div key={key} className="flex items-center gap-2">
            <input
              aria-label={t("filters.word", { number: index + 1 })}
              value={keyword}
              maxLength={200}
              dir="auto"
              onChange={(event) => change(key, { keyword: event.target.value })}
              className={`${box} mt-0 min-w-0 flex-1`}
            />
            <label className="flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                aria-label={t("filters.wholeWord", { number: index + 1 })}
                checked={wholeWord}
                onChange={(event) => change(key, { wholeWord: event.target.checked })}
                className="size-5 accent-accent"
              />
              <span aria-hidden="true">{t("filters.wholeWordShort")}</span>
            </label>
            <IconButton
              icon="close"
              label={t("filters.removeWord", { number: index + 1 })}
              onClick={() => setWords(words.filter((word) => word.key !== key))}
            />
          </div>
        ))}
        <Button
          look="plain"
          className="-ms-5"
          onClick={() => {
            const key = Math.max(-1, ...words.map((word) => word.key)) + 1;
            setWords([...words, { key, id: undefined, keyword: "", wholeWord: true }]);
          }}
        >
          {t("filters.addWord")}
        </Button>
      </fieldset>
      <fieldset className="space-y-2">
        <legend className="mb-1 font-semibold">{t("filters.where")}</legend>
        {filterContexts.map((each) => (
          <Checkbox
            key={each}
            label={t(contextNames[each])}
            value={contexts.includes(each)}
            onChange={(isOn) =>
              setContexts(isOn ? [...contexts, each] : contexts.filter((it) => it !== each))
            }
          />
        ))}
      </fieldset>
      <Choice
        label={t("filters.action")}
        value={action}
        values={[
          ["warn", t("filters.warn")],
          ["hide", t("filters.hide")],
        ]}
        onChange={setAction}
      />
      <Choice label={t("filters.until")} value={span} values={spanNames} onChange={setSpan} />
      <FormError error={save.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={save.isPending || contexts.length === 0}>
          {t("save")}
        </Button>
        {filter !== undefined && (
          <Button look="bad" onClick={() => setAsking(true)}>
            {t("filters.delete")}
          </Button>
        )}
      </div>
      {isAsking && filter !== undefined && (
        <ConfirmDialog
          title={t("filters.deleteTitle", { name: filter.title })}
          text={t("filters.deleteText")}
          action={t("filters.delete")}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}
