/** All that can be set, each with a screen of its own. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon, type IconName } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { useMe } from "../hooks/useMe.ts";
import { MOST_COUNTED, useOpenReports } from "../hooks/useOpenReports.ts";
import { usePermissions } from "../hooks/usePermissions.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

interface Way {
  readonly to:
    | "/settings/profile"
    | "/settings/posting"
    | "/follow_requests"
    | "/blocks"
    | "/mutes"
    | "/lists"
    | "/filters"
    | "/moderation";
  readonly icon: IconName;
  readonly name: MessageId;
  readonly hint: MessageId;
}

const groups: readonly (readonly [MessageId, readonly Way[]])[] = [
  [
    "settings.you",
    [
      { to: "/settings/profile", icon: "people", name: "profile.edit", hint: "settings.profileHint" },
      { to: "/settings/posting", icon: "pencil", name: "settings.posting", hint: "settings.postingHint" },
    ],
  ],
  [
    "settings.reading",
    [
      { to: "/lists", icon: "list", name: "lists", hint: "settings.listsHint" },
      { to: "/filters", icon: "filter", name: "filters", hint: "settings.filtersHint" },
    ],
  ],
  [
    "settings.others",
    [
      { to: "/follow_requests", icon: "follow", name: "people.requests", hint: "settings.requestsHint" },
      { to: "/mutes", icon: "mute", name: "people.mutes", hint: "settings.mutesHint" },
      { to: "/blocks", icon: "block", name: "people.blocks", hint: "settings.blocksHint" },
    ],
  ],
];

const moderation: (typeof groups)[number] = [
  "moderation.settings",
  [{ to: "/moderation", icon: "alert", name: "moderation", hint: "moderation.hint" }],
];

export default function SettingsScreen(): ReactElement {
  const t = useT();
  const { session, capabilities } = useApp();
  // Where proposals decide, everybody may make one.
  const mayModerate = usePermissions()?.reports === true || capabilities.governance !== undefined;
  const waiting = useMe()?.source.follow_requests_count ?? 0;
  const reports = useOpenReports();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("settings")} hasBack />
      {(mayModerate ? [...groups, moderation] : groups).map(([title, ways]) => (
        <section key={title} className="pb-2">
          <h2 className="px-4 pt-5 pb-1 font-bold text-soft">{t(title)}</h2>
          <ul>
            {ways.map(({ to, icon, name, hint }) => (
              <li key={to}>
                <Link to={to} className="flex min-h-16 items-center gap-4 px-4 py-2 hover:bg-raised">
                  <span className="rounded-xl bg-tint p-2 text-accent">
                    <Icon name={icon} />
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block font-semibold">{t(name)}</span>
                    <span className="block text-sm text-soft">{t(hint)}</span>
                  </span>
                  {to === "/follow_requests" && <Waiting count={waiting} />}
                  {to === "/moderation" && <Waiting count={reports} most={MOST_COUNTED} />}
                </Link>
              </li>
            ))}
            {title === "settings.you" && session.signInMeans !== undefined && (
              <li>
                <Link
                  to="/settings/passkeys"
                  className="flex min-h-16 items-center gap-4 px-4 py-2 hover:bg-raised"
                >
                  <span className="rounded-xl bg-tint p-2 text-accent">
                    <Icon name="key" />
                  </span>
                  <span>
                    <span className="block font-semibold">{t("passkeys")}</span>
                    <span className="block text-sm text-soft">{t("settings.passkeysHint")}</span>
                  </span>
                </Link>
              </li>
            )}
            {title === "settings.you" && capabilities.changePasswordPage !== undefined && (
              <li>
                <a
                  href={capabilities.changePasswordPage}
                  className="flex min-h-16 items-center gap-4 px-4 py-2 hover:bg-raised"
                >
                  <span className="rounded-xl bg-tint p-2 text-accent">
                    <Icon name="lock" />
                  </span>
                  <span>
                    <span className="block font-semibold">{t("settings.password")}</span>
                    <span className="block text-sm text-soft">{t("settings.passwordHint")}</span>
                  </span>
                </a>
              </li>
            )}
          </ul>
        </section>
      ))}
    </SignedInOnly>
  );
}

function Waiting({
  count,
  most = Infinity,
}: {
  readonly count: number;
  readonly most?: number;
}): ReactElement | null {
  if (count === 0) return null;
  return (
    <span className="min-w-6 rounded-full bg-like px-2 text-center text-sm font-bold text-card">
      {count > most ? `${most}+` : count}
    </span>
  );
}
