/** The head of a profile: pictures, names, what they say of themselves, figures. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { Avatar } from "../components/Avatar.tsx";
import { buttonClass } from "../components/Button.tsx";
import { Handle } from "../components/Handle.tsx";
import { Icon } from "../components/Icon.tsx";
import { PersonName } from "../components/PersonName.tsx";
import { PostText } from "../components/PostText.tsx";
import { useMe } from "../hooks/useMe.ts";
import { useRelationship } from "../hooks/useRelationship.ts";
import { monthOf, short } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { emojify } from "../text/emojify.tsx";
import { FeaturedTags } from "./FeaturedTags.tsx";
import { FollowButton } from "./FollowButton.tsx";
import { MovedNotice } from "./MovedNotice.tsx";
import { ProfileMenu } from "./ProfileMenu.tsx";

export function ProfileHeader({ account }: { readonly account: Account }): ReactElement {
  const t = useT();
  const locale = useLocale();
  const me = useMe();
  const relationship = useRelationship(account.id);
  const isOwn = me?.id === account.id;
  return (
    <div>
      <MovedNotice account={account} />
      <div className="aspect-3/1 overflow-hidden bg-tint">
        <img src={account.header} alt="" className="size-full object-cover" />
      </div>
      <div className="px-4 pb-4">
        <div className="flex items-end justify-between gap-2">
          <div className="-mt-12">
            <Avatar account={account} size="lg" />
          </div>
          <div className="flex items-center gap-2 pt-3">
            {isOwn ? (
              <Link to="/settings/profile" className={buttonClass("quiet")}>
                {t("profile.edit")}
              </Link>
            ) : (
              <>
                <ProfileMenu account={account} />
                <FollowButton account={account} />
              </>
            )}
          </div>
        </div>
        <p className="mt-3 flex items-center gap-2 text-2xl leading-tight font-bold wrap-anywhere">
          <PersonName account={account} />
          {account.locked && (
            <span title={t("profile.locked")} className="text-soft">
              <Icon name="lock" />
              <span className="sr-only">{t("profile.locked")}</span>
            </span>
          )}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-soft">
          <span className="wrap-anywhere">
            <Handle acct={account.acct} />
          </span>
          {account.bot && <Badge>{t("profile.bot")}</Badge>}
          {relationship?.followed_by === true && <Badge>{t("profile.followsYou")}</Badge>}
        </p>
        {account.note !== "" && (
          <div className="mt-3">
            <PostText html={account.note} emojis={account.emojis} />
          </div>
        )}
        {account.fields.length > 0 && (
          <dl className="mt-4 overflow-hidden rounded-2xl border border-line">
            {account.fields.map(({ name, value, verified_at }, index) => (
              <div key={index} className="flex flex-wrap gap-x-4 border-line px-4 py-2 not-last:border-b">
                <dt className="w-32 shrink-0 font-medium text-soft wrap-anywhere">
                  {emojify(name, account.emojis)}
                </dt>
                <dd className="flex min-w-0 flex-1 items-center gap-2">
                  {verified_at !== null && (
                    <span className="text-boost" title={t("profile.verified")}>
                      <Icon name="check" size="sm" />
                      <span className="sr-only">{t("profile.verified")}</span>
                    </span>
                  )}
                  <PostText html={value} emojis={account.emojis} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <FeaturedTags accountId={account.id} />
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
          <li>
            <strong>{short(account.statuses_count, locale)}</strong>{" "}
            <span className="text-soft">{t("profile.posts", { count: account.statuses_count })}</span>
          </li>
          <li>
            <Link to="/@{$acct}/following" params={{ acct: account.acct }} className="hover:underline">
              <strong>{short(account.following_count, locale)}</strong>{" "}
              <span className="text-soft">{t("profile.following")}</span>
            </Link>
          </li>
          <li>
            <Link to="/@{$acct}/followers" params={{ acct: account.acct }} className="hover:underline">
              <strong data-testid="followers">{short(account.followers_count, locale)}</strong>{" "}
              <span className="text-soft">{t("profile.followers", { count: account.followers_count })}</span>
            </Link>
          </li>
          <li className="text-soft">{t("profile.since", { time: monthOf(account.created_at, locale) })}</li>
        </ul>
      </div>
    </div>
  );
}

function Badge({ children }: { readonly children: string }): ReactElement {
  return (
    <span className="rounded-full bg-raised px-2.5 py-0.5 text-sm font-medium text-soft">{children}</span>
  );
}
