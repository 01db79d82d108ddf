/** The ways through the app: beside the screen where there is room, below it on a phone. */

import { Link } from "@tanstack/react-router";
import type { MouseEvent, ReactElement } from "react";
import { Avatar } from "../components/Avatar.tsx";
import { Button, buttonClass } from "../components/Button.tsx";
import { Handle } from "../components/Handle.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { lazyExtra } from "../components/lazily.tsx";
import { useApp } from "../hooks/app.ts";
import { useCompose } from "../hooks/compose.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useMe } from "../hooks/useMe.ts";
import { usePermissions } from "../hooks/usePermissions.ts";
import { useUnread } from "../hooks/useUnread.ts";
import type { MessageId } from "../i18n/locale.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { CountBadge } from "./CountBadge.tsx";
import { SettingsMenu } from "./SettingsMenu.tsx";

const OpenReports = lazyExtra(withMessages(() => import("./OpenReports.tsx")));

interface Way {
  readonly to:
    | "/home"
    | "/public/local"
    | "/public"
    | "/notifications"
    | "/search"
    | "/lists"
    | "/bookmarks"
    | "/favourites";
  readonly icon: IconName;
  readonly name: MessageId;
  /** For whoever is signed in only. */
  readonly isOwn: boolean;
}

const ways: readonly Way[] = [
  { to: "/home", icon: "home", name: "nav.home", isOwn: true },
  { to: "/notifications", icon: "bell", name: "nav.notifications", isOwn: true },
  { to: "/search", icon: "search", name: "nav.search", isOwn: false },
  { to: "/public/local", icon: "people", name: "nav.local", isOwn: false },
  { to: "/public", icon: "globe", name: "nav.federated", isOwn: false },
  { to: "/lists", icon: "list", name: "lists", isOwn: true },
  { to: "/bookmarks", icon: "bookmark", name: "nav.bookmarks", isOwn: true },
  { to: "/favourites", icon: "heart", name: "nav.favourites", isOwn: true },
];

/** On a phone there is room for these. */
const below = ["/home", "/search", "/public/local", "/notifications"];

function useWays(): readonly Way[] {
  const { sessionId } = useApp();
  return ways.filter(({ isOwn }) => !isOwn || sessionId !== undefined);
}

/** The way to the screen that is shown leads to its top. */
function toTop(event: MouseEvent<HTMLElement>): void {
  const { currentTarget, ctrlKey, metaKey, shiftKey } = event;
  if (currentTarget.getAttribute("aria-current") === null || ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  scrollTo({ top: 0 });
}

function WayLink({ way, isCompact }: { readonly way: Way; readonly isCompact: boolean }): ReactElement {
  const t = useT();
  const unread = useUnread();
  const count = way.to === "/notifications" ? unread : 0;
  return (
    <Link
      to={way.to}
      activeOptions={{ exact: true }}
      onClick={toTop}
      activeProps={{ className: "text-accent font-semibold", "aria-current": "page" }}
      inactiveProps={{ className: isCompact ? "text-soft" : "text-ink" }}
      className={
        isCompact
          ? "flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.7rem]"
          : "flex min-h-12 items-center gap-4 rounded-full px-3.5 text-lg transition-colors hover:bg-raised max-lg:justify-center"
      }
      {...(isCompact ? {} : { title: t(way.name) })}
    >
      <span className="relative">
        <Icon name={way.icon} size="lg" />
        <CountBadge count={count} most={99} />
      </span>
      <span className={isCompact ? "" : "max-lg:sr-only"}>
        {t(way.name)}
        {count > 0 && <span className="sr-only">{t("nav.unread", { count })}</span>}
      </span>
    </Link>
  );
}

export function SideNav({ onHelp }: { readonly onHelp: () => void }): ReactElement {
  const t = useT();
  const me = useMe();
  const { sessionId } = useApp();
  const compose = useCompose();
  const instance = useInstance();
  const moderates = usePermissions()?.reports === true;
  const shown = useWays();
  return (
    // In a low window it scrolls; what it is wider for is the ring around what has the focus.
    <header className="sticky top-0 -mx-1.5 flex h-dvh w-21 shrink-0 flex-col overflow-y-auto px-1.5 py-3 [scrollbar-width:thin] max-md:hidden lg:w-63">
      <Link to="/" className="mb-2 flex items-center gap-3 px-3 py-2 text-xl font-bold max-lg:justify-center">
        <img src="/app/icon.svg" alt="" className="size-8" />
        <span className="truncate max-lg:sr-only">{instance?.title ?? "Mastic"}</span>
      </Link>
      <nav aria-label={t("nav.label")} className="space-y-0.5">
        {shown.map((way) => (
          <WayLink key={way.to} way={way} isCompact={false} />
        ))}
      </nav>
      {sessionId !== undefined && (
        <Button
          className="mt-4 shrink-0 text-lg max-lg:mx-auto max-lg:size-12 max-lg:px-0"
          onClick={() => compose({})}
        >
          <Icon name="pencil" /> <span className="max-lg:sr-only">{t("compose.new")}</span>
        </Button>
      )}
      <div className="mt-auto flex flex-col gap-2 pt-2">
        {me === undefined ? (
          // As high as what will stand here.
          sessionId !== undefined && <div className="h-14" />
        ) : (
          <Link
            to="/@{$acct}"
            params={{ acct: me.acct }}
            title={t("nav.profile")}
            className="flex items-center gap-3 rounded-full p-1.5 hover:bg-raised max-lg:justify-center"
          >
            <Avatar account={me} />
            <span className="min-w-0 max-lg:sr-only">
              <strong className="block truncate font-semibold">{me.display_name || me.username}</strong>
              <span className="block truncate text-sm text-soft">
                <Handle acct={me.acct} />
              </span>
            </span>
          </Link>
        )}
        <SettingsMenu onHelp={onHelp} />
        {moderates && <OpenReports />}
      </div>
    </header>
  );
}

export function BottomBar(): ReactElement {
  const t = useT();
  const { sessionId } = useApp();
  const { signIn } = useEnter();
  const compose = useCompose();
  const shown = useWays().filter(({ to }) => below.includes(to));
  const middle = Math.ceil(shown.length / 2);
  return (
    <nav
      aria-label={t("nav.label")}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown.slice(0, middle).map((way) => (
        <WayLink key={way.to} way={way} isCompact />
      ))}
      {sessionId === undefined ? (
        <button type="button" className={`${buttonClass()} m-2`} onClick={signIn}>
          {t("signIn")}
        </button>
      ) : (
        <button
          type="button"
          aria-label={t("compose.new")}
          onClick={() => compose({})}
          className="mx-1 my-1.5 flex size-12 items-center justify-center self-center rounded-2xl bg-accent text-on-accent"
        >
          <Icon name="pencil" size="lg" />
        </button>
      )}
      {shown.slice(middle).map((way) => (
        <WayLink key={way.to} way={way} isCompact />
      ))}
    </nav>
  );
}
