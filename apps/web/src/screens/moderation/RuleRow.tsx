/** One of the rules, with all that can be done with it. */

import { useState, type ReactElement } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { box, Labelled } from "../../components/fields.tsx";
import { lazyDialog } from "../../components/lazily.tsx";
import { withMessages } from "../../i18n/locale.ts";
import { useT } from "../../i18n/useT.ts";
import { LONGEST_RULE } from "../../ports/ruleBounds.ts";

const ConfirmDialog = lazyDialog(withMessages(() => import("../../components/ConfirmDialog.tsx")));

export type RuleAct = "remove" | { readonly text: string } | { readonly priority: number };

export function RuleRow({
  number,
  text,
  isLast,
  isBusy,
  onAct,
}: {
  /** Its place, from 1. */
  readonly number: number;
  readonly text: string;
  readonly isLast: boolean;
  /** While the rules are being changed, nothing more is asked: it would be about places that move. */
  readonly isBusy: boolean;
  /** @param onDone once the server has done it */
  readonly onAct: (act: RuleAct, onDone?: () => void) => void;
}): ReactElement {
  const t = useT();
  const [draft, setDraft] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="border-b border-line py-3 ps-4 pe-2">
      {draft === undefined ? (
        <div className="flex flex-wrap items-start justify-end gap-x-3">
          <span className="min-w-6 pt-2 font-semibold text-soft tabular-nums">{number}.</span>
          <p dir="auto" className="min-w-40 flex-1 pt-2 wrap-anywhere">
            {text}
          </p>
          <div className="flex">
            <IconButton
              icon="up"
              label={t("rules.up", { number })}
              data-move={`${number} up`}
              disabled={isBusy || number === 1}
              onClick={() => onAct({ priority: number - 1 })}
            />
            <IconButton
              icon="up"
              className="rotate-180"
              label={t("rules.down", { number })}
              data-move={`${number} down`}
              disabled={isBusy || isLast}
              onClick={() => onAct({ priority: number + 1 })}
            />
            <IconButton icon="pencil" label={t("rules.edit", { number })} onClick={() => setDraft(text)} />
            <IconButton
              icon="trash"
              label={t("rules.remove", { number })}
              disabled={isBusy}
              onClick={() => setAsking(true)}
            />
          </div>
        </div>
      ) : (
        <form
          className="space-y-3 pe-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isBusy || draft.trim() === "") return;
            if (draft.trim() === text) setDraft(undefined);
            else onAct({ text: draft.trim() }, () => setDraft(undefined));
          }}
        >
          <Labelled label={t("rules.text", { number })}>
            {(id) => (
              <textarea
                id={id}
                value={draft}
                rows={2}
                dir="auto"
                // Whoever has pressed the pencil wants to write.
                autoFocus
                maxLength={LONGEST_RULE}
                readOnly={isBusy}
                onChange={(event) => setDraft(event.target.value)}
                className={`${box} field-sizing-content resize-none`}
              />
            )}
          </Labelled>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" disabled={isBusy || draft.trim() === ""}>
              {t("save")}
            </Button>
            <Button look="quiet" onClick={() => setDraft(undefined)}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t("rules.removeTitle")}
          text={text}
          action={t("rules.removeAction")}
          onConfirm={() => onAct("remove")}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
