/** The screens that are one timeline each. */

import type { ReactElement } from "react";
import type { Source } from "../api/endpoints/timelines.ts";
import { Avatar } from "../components/Avatar.tsx";
import { lazyExtra } from "../components/lazily.tsx";
import { TimelineFeed } from "../feed/TimelineFeed.tsx";
import { useCompose } from "../hooks/compose.ts";
import { useMe } from "../hooks/useMe.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import type { MessageId } from "../i18n/locale.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

const EmptyHomeLinks = lazyExtra(withMessages(() => import("./EmptyHomeLinks.tsx")));

function screen(source: Source, name: MessageId, empty: MessageId): () => ReactElement {
  return function TimelineScreen() {
    const t = useT();
    return (
      <>
        <ScreenTitle title={t(name)} />
        <TimelineFeed source={source} label={t(name)} empty={empty} />
      </>
    );
  };
}

export const LocalScreen = screen({ kind: "local" }, "nav.local", "empty.local");
export const FederatedScreen = screen({ kind: "federated" }, "nav.federated", "empty.federated");
const Bookmarks = screen({ kind: "bookmarks" }, "nav.bookmarks", "empty.bookmarks");
const Favourites = screen({ kind: "favourites" }, "nav.favourites", "empty.favourites");

export function BookmarksScreen(): ReactElement {
  return (
    <SignedInOnly>
      <Bookmarks />
    </SignedInOnly>
  );
}

export function FavouritesScreen(): ReactElement {
  return (
    <SignedInOnly>
      <Favourites />
    </SignedInOnly>
  );
}

export function HomeScreen(): ReactElement {
  const t = useT();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("nav.home")} />
      <Prompt />
      <TimelineFeed
        source={{ kind: "home" }}
        label={t("nav.home")}
        empty="empty.home"
        ways={<EmptyHomeLinks />}
      />
    </SignedInOnly>
  );
}

/** The way into the composer that everybody finds. */
function Prompt(): ReactElement {
  const t = useT();
  const me = useMe();
  const compose = useCompose();
  return (
    <div className="flex min-h-17 items-center gap-3 border-b border-line px-4 py-3 max-md:hidden">
      {me === undefined ? <div className="size-11 rounded-xl bg-raised" /> : <Avatar account={me} />}
      <button
        type="button"
        onClick={() => compose({})}
        className="h-11 flex-1 rounded-full border border-edge bg-paper px-5 text-start text-soft hover:text-ink"
      >
        {t("compose.prompt")}
      </button>
    </div>
  );
}

export function TagScreen(): ReactElement {
  const tag = usePathParam("tag");
  return (
    <>
      <ScreenTitle key={`title ${tag}`} title={`#${tag}`} hasBack />
      <TimelineFeed key={tag} source={{ kind: "tag", tag }} label={`#${tag}`} empty="empty.tag" />
    </>
  );
}
