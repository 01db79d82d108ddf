/** The settings menu itself; it opens with its first showing, because a press has asked for it. */

import { useLingui } from "@lingui/react";
import { Menu } from "@base-ui/react/menu";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement, type ReactNode } from "react";
import { Icon, type IconName } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { choose, localeNames, locales } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { chooseTheme, currentTheme, themes } from "./theme.ts";

const row = "flex min-h-10 items-center gap-3 rounded-xl px-3 outline-none data-highlighted:bg-tint";
const themeNames = { system: "theme.system", light: "theme.light", dark: "theme.dark" } as const;

export default function SettingsMenuPopup({
  trigger,
  className,
  onHelp,
}: {
  readonly trigger: ReactNode;
  readonly className: string;
  readonly onHelp?: () => void;
}): ReactElement {
  const t = useT();
  const { i18n } = useLingui();
  const { session, sessionId } = useApp();
  const navigate = useNavigate();
  const [theme, setTheme] = useState(currentTheme);
  const signOut = async (): Promise<void> => {
    await session.signOut();
    location.assign("/");
  };
  return (
    <Menu.Root defaultOpen modal={false}>
      <Menu.Trigger className={className}>{trigger}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={6} collisionPadding={8} className="z-40">
          <Menu.Popup className="min-w-60 animate-rise rounded-2xl border border-line bg-card p-1.5 text-ink shadow-pop outline-none">
            {sessionId !== undefined && (
              <Item icon="pencil" onPress={() => void navigate({ to: "/settings/profile" })}>
                {t("profile.edit")}
              </Item>
            )}
            {onHelp !== undefined && (
              <Item icon="keyboard" onPress={onHelp}>
                {t("keys.title")}
              </Item>
            )}
            <Choice
              name={t("theme")}
              value={theme}
              values={themes.map((it) => [it, t(themeNames[it])])}
              onChange={(next) => {
                chooseTheme(next);
                setTheme(next);
              }}
            />
            <Choice
              name={t("language")}
              value={locales.find((it) => it === i18n.locale) ?? "en"}
              values={locales.map((it) => [it, localeNames[it]])}
              onChange={(next) => void choose(next)}
            />
            <Menu.Separator className="mx-3 my-1.5 h-px bg-line" />
            {sessionId === undefined ? (
              <Item icon="leave" onPress={() => void session.signIn(location.pathname)}>
                {t("signIn")}
              </Item>
            ) : (
              <Item icon="leave" onPress={() => void signOut()}>
                {t("signOut")}
              </Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Item({
  icon,
  onPress,
  children,
}: {
  readonly icon: IconName;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Menu.Item onClick={onPress} className={row}>
      <Icon name={icon} />
      {children}
    </Menu.Item>
  );
}

function Choice<T extends string>({
  name,
  value,
  values,
  onChange,
}: {
  readonly name: string;
  readonly value: T;
  readonly values: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}): ReactElement {
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-3 pt-3 pb-1 text-sm font-semibold text-soft">{name}</Menu.GroupLabel>
      <Menu.RadioGroup value={value}>
        {values.map(([each, label]) => (
          <Menu.RadioItem key={each} value={each} onClick={() => onChange(each)} className={row}>
            <span className="size-5">
              <Menu.RadioItemIndicator className="text-accent">
                <Icon name="check" />
              </Menu.RadioItemIndicator>
            </span>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}
