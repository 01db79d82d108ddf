/** How to propose something to the governance of this node: whom it is about, and the text that a neuron proposes. */

import { useId, useState, type ReactElement } from "react";
import { Button } from "../../components/Button.tsx";
import { box, Choice, Labelled } from "../../components/fields.tsx";
import { useNotice } from "../../hooks/notice.ts";
import type { MessageId } from "../../i18n/locale.ts";
import { useT } from "../../i18n/useT.ts";
import { proposedActs, type Governance, type ProposedAct } from "../../ports/governance.ts";

const GUIDE = "https://github.com/mastic-social/mastic/blob/main/docs/operators/governance.md#proposals";

const names: Readonly<Record<ProposedAct, MessageId>> = {
  SuspendUser: "moderation.suspend",
  UnsuspendUser: "moderation.unsuspend",
  AddModerator: "moderation.promote",
  RemoveModerator: "moderation.demote",
};

export function Proposals({ governance }: { readonly governance: Governance }): ReactElement {
  const t = useT();
  const id = useId();
  const notify = useNotice();
  const [act, setAct] = useState<ProposedAct>("SuspendUser");
  const [about, setAbout] = useState("");
  const isPerson = act === "SuspendUser" || act === "UnsuspendUser";
  const text = about.trim() === "" ? "" : governance.word(act, about);
  const { functionId, validator, executor, target, principal } = governance;
  return (
    <section aria-label={t("proposal.title")} className="space-y-4 p-4">
      <p>{t("proposal.how", { principal })}</p>
      <Choice
        label={t("proposal.what")}
        value={act}
        values={proposedActs.map((each) => [each, t(names[each])] as const)}
        onChange={setAct}
      />
      <Labelled label={t(isPerson ? "proposal.handle" : "proposal.principal")}>
        {(field) => (
          <input
            id={field}
            value={about}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={text === undefined}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setAbout(event.target.value)}
            className={box}
          />
        )}
      </Labelled>
      <p id={`${id}-fault`} role="status" className="font-medium text-bad">
        {text === undefined ? t(isPerson ? "proposal.noHandle" : "proposal.noPrincipal") : ""}
      </p>
      <p className="wrap-anywhere">
        {t("proposal.calls", { functionId: functionId.toString(), validator, executor, target })}
      </p>
      <Labelled label={t("proposal.text")}>
        {(field) => (
          <textarea
            id={field}
            value={text ?? ""}
            readOnly
            rows={11}
            dir="ltr"
            spellCheck={false}
            className={`${box} font-mono text-sm`}
          />
        )}
      </Labelled>
      <div className="flex flex-wrap items-center gap-4">
        <Button
          disabled={text === undefined || text === ""}
          onClick={() =>
            void navigator.clipboard.writeText(text ?? "").then(
              () => notify("proposal.copied"),
              () => notify("error.act", "bad"),
            )
          }
        >
          {t("proposal.copy")}
        </Button>
        <a
          href={GUIDE}
          rel="noopener noreferrer"
          target="_blank"
          className="font-semibold text-accent underline"
        >
          {t("proposal.guide")}
        </a>
      </div>
    </section>
  );
}
