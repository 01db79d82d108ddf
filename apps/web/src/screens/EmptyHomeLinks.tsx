/** Where people are to be found, and how to be found oneself: for whoever follows nobody yet. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { buttonClass } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";

const ways = [
  { to: "/public/local", icon: "people", name: "nav.local" },
  { to: "/public", icon: "globe", name: "nav.federated" },
  { to: "/search", icon: "search", name: "nav.search" },
  { to: "/settings/profile", icon: "pencil", name: "profile.edit" },
] as const;

export default function EmptyHomeLinks(): ReactElement {
  const t = useT();
  return (
    <ul className="flex flex-wrap justify-center gap-2">
      {ways.map(({ to, icon, name }) => (
        <li key={to}>
          <Link to={to} className={buttonClass("quiet")}>
            <Icon name={icon} size="sm" /> {t(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
