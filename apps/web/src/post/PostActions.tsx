/** What a reader does with a post: answer, boost, like, bookmark, and the menu of the rest. */

import type { ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { Icon, type IconName } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { useCompose } from "../hooks/compose.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { useMe } from "../hooks/useMe.ts";
import { useStatusActs } from "../hooks/useStatusActs.ts";
import { short } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { PostMenu } from "./PostMenu.tsx";

export function PostActions({ post }: { readonly post: Post }): ReactElement {
  const t = useT();
  const { sessionId } = useApp();
  const { signIn } = useEnter();
  const act = useStatusActs(post.id);
  const compose = useCompose();
  const isOwn = useMe()?.id === post.account.id;
  // Those who follow the author may see it once more, and nobody else.
  const isForFollowers = post.visibility === "private" && isOwn;
  const mayBoost = post.visibility === "public" || post.visibility === "unlisted" || isForFollowers;
  const signedIn = (then: () => void) => () => {
    if (sessionId === undefined) signIn();
    else then();
  };
  return (
    <div className="-ms-2.5 mt-1.5 flex max-w-md items-center justify-between text-soft">
      <Act
        act="reply"
        icon="reply"
        label={t("post.reply")}
        count={post.replies_count}
        onPress={signedIn(() => compose({ inReplyTo: post }))}
      />
      <Act
        act="boost"
        icon={mayBoost ? "boost" : "lock"}
        label={t(isForFollowers ? "post.boostToFollowers" : mayBoost ? "post.boost" : "post.noBoost")}
        count={post.reblogs_count}
        isOn={post.reblogged === true}
        tone="text-boost"
        isDisabled={!mayBoost}
        onPress={signedIn(() => act("reblog"))}
      />
      <Act
        act="like"
        icon="heart"
        label={t("post.like")}
        count={post.favourites_count}
        isOn={post.favourited === true}
        tone="text-like"
        onPress={signedIn(() => act("favourite"))}
      />
      <Act
        act="bookmark"
        icon="bookmark"
        label={t("post.bookmark")}
        isOn={post.bookmarked === true}
        tone="text-accent"
        onPress={signedIn(() => act("bookmark"))}
      />
      <PostMenu post={post} />
    </div>
  );
}

function Act({
  act,
  icon,
  label,
  count = 0,
  isOn,
  tone = "",
  isDisabled = false,
  onPress,
}: {
  /** The keyboard finds the button by this. */
  readonly act: string;
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
  /** Undefined for what is no switch. */
  readonly isOn?: boolean;
  readonly tone?: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}): ReactElement {
  const locale = useLocale();
  return (
    <button
      type="button"
      data-act={act}
      aria-pressed={isOn}
      aria-label={count > 0 ? `${label}, ${count}` : label}
      title={label}
      disabled={isDisabled}
      onClick={onPress}
      className={`flex min-h-10 min-w-10 items-center gap-1.5 rounded-full px-2.5 text-sm tabular-nums transition-colors hover:bg-raised hover:text-ink disabled:pointer-events-none disabled:opacity-60 ${isOn === true ? tone : ""}`}
    >
      <Icon name={icon} filled={isOn === true && icon !== "boost"} />
      {count > 0 && <span aria-hidden="true">{short(count, locale)}</span>}
    </button>
  );
}
