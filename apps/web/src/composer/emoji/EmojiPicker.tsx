/**
 * All emoji to choose from: those chosen last, the node's own, and what every device has, narrowed by a search. A grid
 * (WAI-ARIA: grid), which the arrows go through; arrow down leads into it from the search.
 */

import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
} from "react";
import { useAuthor } from "../../hooks/useAuthor.ts";
import { useInstance } from "../../hooks/useInstance.ts";
import { useT } from "../../i18n/useT.ts";
import { placeAt } from "../placeAt.ts";
import { EmojiGrid, type EmojiSection } from "./EmojiGrid.tsx";
import { matchEmoji, ownEmoji, plainEmoji, type ChosenEmoji } from "./match.ts";
import { recentEmoji, rememberEmoji } from "./recent.ts";
import { emojiGroups } from "./table.ts";
import { useEmoji } from "./useEmoji.ts";

/** Whoever looks for something does not read more. */
const MOST_FOUND = 64;

export default function EmojiPicker({
  anchor,
  onChoose,
  onClose,
}: {
  /** The button that it belongs to. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onChoose: (emoji: ChosenEmoji) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const id = useId();
  const popup = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const author = useAuthor() ?? "";
  const domain = useInstance()?.domain ?? "";
  const { own, table } = useEmoji();
  const [recent] = useState(() => recentEmoji(author));
  const [query, setQuery] = useState("");

  useLayoutEffect(() => {
    const { current } = popup;
    const at = anchor.current?.getBoundingClientRect();
    if (current === null || at === undefined) return;
    current.showPopover();
    placeAt(current, at);
    search.current?.focus({ preventScroll: true });
  }, [anchor]);

  const sections = useMemo((): readonly EmojiSection[] => {
    const owned = own.map(ownEmoji);
    const groups = emojiGroups.map((group) => ({
      title: t(`emoji.${group}`),
      emoji: table.filter((it) => it.group === group).map(plainEmoji),
    }));
    const byInsert = new Map(
      [...owned, ...groups.flatMap(({ emoji }) => emoji)].map((it) => [it.insert, it]),
    );
    return [
      { title: t("emoji.recent"), emoji: recent.flatMap((insert) => byInsert.get(insert) ?? []) },
      { title: t("emoji.own", { name: domain }), emoji: owned },
      ...groups,
    ].filter(({ emoji }) => emoji.length > 0);
  }, [own, table, recent, domain, t]);
  const isSearch = query.trim() !== "";
  const found = useMemo(
    () => (isSearch ? matchEmoji(query, own, table, MOST_FOUND) : []),
    [isSearch, query, own, table],
  );
  const shown = useMemo(
    () => (isSearch ? [{ title: t("emoji.found"), emoji: found }] : sections),
    [isSearch, found, sections, t],
  );
  const choose = (emoji: ChosenEmoji): void => {
    rememberEmoji(author, emoji.insert);
    onChoose(emoji);
  };
  // What was below it is seen from its beginning.
  useEffect(() => {
    if (grid.current !== null) grid.current.scrollTop = 0;
  }, [query]);

  return (
    <div
      ref={popup}
      popover="auto"
      role="dialog"
      aria-label={t("emoji.insert")}
      onToggle={({ newState }) => newState === "closed" && onClose()}
      // Tab leads on into the form that it would lie over.
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The dialog around it stays, and browsers differ in what they do with a search.
        event.stopPropagation();
        event.preventDefault();
        if (query === "") {
          anchor.current?.focus();
          onClose();
        } else {
          setQuery("");
          search.current?.focus();
        }
      }}
      className="fixed inset-auto m-0 h-[min(24rem,calc(100dvh-1rem))] w-[min(23rem,calc(100vw-1rem))] flex-col gap-2 rounded-2xl border border-line bg-card p-2 text-ink shadow-pop open:flex"
    >
      <input
        ref={search}
        type="search"
        value={query}
        aria-label={t("emoji.search")}
        placeholder={t("emoji.search")}
        aria-controls={id}
        autoCapitalize="none"
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === "ArrowDown") {
            grid.current?.querySelector<HTMLElement>("[role=gridcell]")?.focus();
          } else if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          else if (first !== undefined) choose(first);
          // Enter would publish the post around it.
          event.preventDefault();
        }}
        className="h-11 w-full shrink-0 rounded-xl border border-edge bg-paper px-4 placeholder:text-soft"
      />
      <p role="status" className={isSearch && found.length === 0 ? "p-2 text-soft" : "sr-only"}>
        {isSearch ? t("emoji.count", { count: found.length }) : ""}
      </p>
      <EmojiGrid ref={grid} id={id} sections={shown} onChoose={choose} />
    </div>
  );
}
