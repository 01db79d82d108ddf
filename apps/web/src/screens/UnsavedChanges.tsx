/** While it is there, whoever would leave a form with what they changed is asked first: by a link, by Back, by signing out, or by closing the page. */

import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState, type ReactElement } from "react";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { isCovered } from "../components/useCloseOnBack.ts";
import { askBeforeLeaving } from "../hooks/unsaved.ts";
import { useT } from "../i18n/useT.ts";

const ANYWAY = { ignoreBlocker: true } as const;

export function UnsavedChanges(): ReactElement | null {
  const t = useT();
  const { history } = useRouter();
  /** Goes where they were about to go. */
  const [leave, setLeave] = useState<() => void>();
  const ask = useEffectEvent((go: () => void) => setLeave(leave === undefined ? () => go : undefined));
  useEffect(
    () =>
      history.block({
        blockerFn: ({ action, currentLocation, nextLocation }) => {
          const { href, pathname, state } = nextLocation;
          // A link within the screen leaves nothing.
          if (pathname === currentLocation.pathname) return false;
          if (action === "PUSH") ask(() => history.push(href, state, ANYWAY));
          else if (action === "REPLACE") ask(() => history.replace(href, state, ANYWAY));
          // Back closes what lies over the form.
          else if (isCovered()) return false;
          else ask(() => history.go(state.__TSR_index - currentLocation.state.__TSR_index, ANYWAY));
          return true;
        },
      }),
    [history],
  );
  useEffect(() => askBeforeLeaving((go) => ask(go)), []);
  if (leave === undefined) return null;
  return (
    <ConfirmDialog
      title={t("unsaved.title")}
      text={t("unsaved.text")}
      action={t("unsaved.leave")}
      onConfirm={leave}
      onClose={() => setLeave(undefined)}
    />
  );
}
