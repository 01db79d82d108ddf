/** Theme, language, keyboard map, and the way out. */

import { useLingui } from "@lingui/react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { Icon } from "../components/Icon.tsx";
import { Menu, MenuChoice, MenuItem } from "../components/Menu.tsx";
import { useApp } from "../hooks/app.ts";
import { leaveForm } from "../hooks/unsaved.ts";
import { useNotice } from "../hooks/notice.ts";
import { useEnter } from "../hooks/useEnter.ts";
import { MOST_COUNTED, useOpenReports } from "../hooks/useOpenReports.ts";
import { usePermissions } from "../hooks/usePermissions.ts";
import { useSignOut } from "../hooks/useSignOut.ts";
import { choose, localeNames, locales } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { characterKeyChoices, characterKeys, chooseCharacterKeys } from "../keyboard/characterKeys.ts";
import { doorPath } from "../ports/elsewhere.ts";
import { CountBadge } from "./CountBadge.tsx";
import { chooseTheme, currentTheme, themes } from "./theme.ts";

const themeNames = { system: "theme.system", light: "theme.light", dark: "theme.dark" } as const;
const keyNames = { on: "keys.on", off: "keys.off" } as const;

export function SettingsMenu({
  onHelp,
  isCompact = false,
}: {
  readonly onHelp?: () => void;
  readonly isCompact?: boolean;
}): ReactElement {
  const t = useT();
  const { i18n } = useLingui();
  const { sessionId, guestAt } = useApp();
  const endSession = useSignOut();
  const { signIn } = useEnter();
  const navigate = useNavigate();
  const notify = useNotice();
  const moderates = usePermissions()?.reports === true;
  const reports = useOpenReports();
  const [theme, setTheme] = useState(currentTheme);
  const signOut = async (): Promise<void> => {
    await endSession();
    location.assign(guestAt === undefined ? "/" : doorPath());
  };
  return (
    <Menu
      label={t("nav.settings", { count: reports })}
      className={
        isCompact
          ? "flex size-10 items-center justify-center rounded-full text-soft hover:bg-raised"
          : "flex min-h-12 w-full items-center gap-4 rounded-full px-3.5 text-lg hover:bg-raised max-lg:justify-center"
      }
      button={
        <>
          <span className="relative">
            <Icon name="gear" size="lg" />
            <CountBadge count={reports} most={MOST_COUNTED} />
          </span>
          {!isCompact && <span className="max-lg:sr-only">{t("settings")}</span>}
        </>
      }
    >
      {sessionId !== undefined && (
        <>
          <MenuItem icon="gear" onPress={() => void navigate({ to: "/settings" })}>
            {t("settings.all")}
          </MenuItem>
          <MenuItem icon="pencil" onPress={() => void navigate({ to: "/settings/profile" })}>
            {t("profile.edit")}
          </MenuItem>
          {moderates && (
            <MenuItem
              icon="alert"
              label={t("nav.moderation", { count: reports })}
              onPress={() => void navigate({ to: "/moderation" })}
            >
              <span className="flex-1">{t("moderation")}</span>
              <CountBadge count={reports} most={MOST_COUNTED} isBeside />
            </MenuItem>
          )}
          {isCompact && (
            <>
              <MenuItem icon="globe" onPress={() => void navigate({ to: "/public" })}>
                {t("nav.federated")}
              </MenuItem>
              <MenuItem icon="list" onPress={() => void navigate({ to: "/lists" })}>
                {t("lists")}
              </MenuItem>
              <MenuItem icon="bookmark" onPress={() => void navigate({ to: "/bookmarks" })}>
                {t("nav.bookmarks")}
              </MenuItem>
              <MenuItem icon="heart" onPress={() => void navigate({ to: "/favourites" })}>
                {t("nav.favourites")}
              </MenuItem>
            </>
          )}
        </>
      )}
      {onHelp !== undefined && (
        <MenuItem icon="keyboard" onPress={onHelp}>
          {t("keys.title")}
        </MenuItem>
      )}
      <MenuChoice
        name={t("theme")}
        value={theme}
        values={themes.map((it) => [it, t(themeNames[it])])}
        onChange={(next) => {
          chooseTheme(next);
          setTheme(next);
        }}
      />
      <KeysChoice />
      <MenuChoice
        name={t("language")}
        value={locales.find((it) => it === i18n.locale) ?? "en"}
        values={locales.map((it) => [it, localeNames[it]])}
        onChange={(next) => {
          choose(next).catch(() => notify("error.act", "bad"));
        }}
      />
      <hr className="mx-3 my-1.5 border-line" />
      <MenuItem icon="people" onPress={() => void navigate({ to: "/about" })}>
        {t("about")}
      </MenuItem>
      <MenuItem icon="globe" onPress={() => location.assign(doorPath())}>
        {t("elsewhere.title")}
      </MenuItem>
      {sessionId === undefined ? (
        <MenuItem icon="leave" onPress={signIn}>
          {t("signIn")}
        </MenuItem>
      ) : (
        <MenuItem icon="leave" onPress={() => leaveForm(() => void signOut())}>
          {t("signOut")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** Made when the menu opens: it may have been chosen elsewhere since. */
function KeysChoice(): ReactElement {
  const t = useT();
  const [keys, setKeys] = useState(characterKeys);
  return (
    <MenuChoice
      name={t("keys.single")}
      value={keys}
      values={characterKeyChoices.map((it) => [it, t(keyNames[it])])}
      onChange={(next) => {
        chooseCharacterKeys(next);
        setKeys(next);
      }}
    />
  );
}
