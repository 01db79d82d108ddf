/** Mutes somebody: for how long, and whether their notifications go too (Mastodon: POST /api/v1/accounts/:id/mute). */

import { useId, useState, type ReactElement } from "react";
import type { Account } from "../api/entities/account.ts";
import { Button } from "../components/Button.tsx";
import { Modal } from "../components/Modal.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { useRelate } from "../hooks/useRelationship.ts";
import { duration } from "../i18n/time.ts";
import { useLocale, useT } from "../i18n/useT.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** 0 is for ever. */
const SPANS = [0, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];

export function MuteDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const { mute } = useRelate(account);
  const [seconds, setSeconds] = useState(0);
  const [notifications, setNotifications] = useState(true);
  const name = nameOf(account);
  return (
    <Modal title={t("mute.title", { name })} onClose={onClose}>
      <form
        className="flex flex-col gap-5 px-4 pb-6 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          mute({ notifications, durationSeconds: seconds });
          onClose();
        }}
      >
        <p className="text-soft">{t("mute.text")}</p>
        <fieldset>
          <legend className="mb-2 font-semibold">{t("mute.howLong")}</legend>
          <div className="flex flex-wrap gap-2">
            {SPANS.map((it) => (
              <label
                key={it}
                className="flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-edge px-4 has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={`${id}-span`}
                  checked={seconds === it}
                  onChange={() => setSeconds(it)}
                  className="sr-only"
                />
                {it === 0 ? t("mute.forEver") : duration(it, locale)}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="flex items-center gap-3">
          <input
            id={id}
            type="checkbox"
            checked={notifications}
            onChange={(event) => setNotifications(event.target.checked)}
            className="size-5 accent-accent"
          />
          <label htmlFor={id}>{t("mute.notifications")}</label>
        </div>
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit">{t("mute.do")}</Button>
        </div>
      </form>
    </Modal>
  );
}
