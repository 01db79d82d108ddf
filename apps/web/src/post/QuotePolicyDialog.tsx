/** Chooses who may quote a post that is out already; quotes that there are stay. */

import { useState, type ReactElement } from "react";
import { quotePolicy, type Post, type QuotePolicy } from "../api/entities/status.ts";
import { Button } from "../components/Button.tsx";
import { Modal } from "../components/Modal.tsx";
import { quotePolicyNames } from "../components/quotePolicyNames.ts";
import { useQuotePolicy } from "../hooks/useQuotes.ts";
import { useT } from "../i18n/useT.ts";

function current({ quote_approval: approval }: Post): QuotePolicy {
  return quotePolicy.options.find((it) => approval?.automatic.includes(it)) ?? "nobody";
}

export function QuotePolicyDialog({
  post,
  onClose,
}: {
  readonly post: Post;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const [chosen, setChosen] = useState(() => current(post));
  const save = useQuotePolicy(post.id, onClose);
  return (
    <Modal title={t("quote.policy")} onClose={onClose}>
      <form
        className="flex flex-col gap-2 px-4 pb-5 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          save(chosen);
        }}
      >
        <p className="text-soft">{t("quote.policyHint")}</p>
        <div role="radiogroup" aria-label={t("quote.policy")} className="space-y-1.5">
          {quotePolicy.options.map((each) => (
            <label
              key={each}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl border border-edge px-3 has-checked:border-accent has-checked:bg-tint"
            >
              <input
                type="radio"
                name="quote-policy"
                checked={each === chosen}
                onChange={() => setChosen(each)}
                className="size-4.5 accent-accent"
              />
              {t(quotePolicyNames[each])}
            </label>
          ))}
        </div>
        <Button type="submit" className="mt-2 self-end">
          {t("save")}
        </Button>
      </form>
    </Modal>
  );
}
