/** How to propose something to the governance of this node: whom it is about, and the text that a neuron proposes. */

import { useId, useState, type ChangeEvent, type ReactElement } from "react";
import { Button } from "../../components/Button.tsx";
import { box, Choice, Labelled } from "../../components/fields.tsx";
import { useNotice } from "../../hooks/notice.ts";
import type { MessageId } from "../../i18n/locale.ts";
import { useT } from "../../i18n/useT.ts";
import { proposedActs, type Governance, type ProposedAct } from "../../ports/governance.ts";

const GUIDE = "https://github.com/mastic-social/mastic/blob/main/docs/operators/governance.md#proposals";

const names: Readonly<Record<ProposedAct, MessageId>> = {
  SuspendUser: "proposal.suspend",
  UnsuspendUser: "proposal.unsuspend",
  AddModerator: "moderation.promote",
  RemoveModerator: "moderation.demote",
  UpdatePolicy: "proposal.policy",
  BlockDomain: "proposal.block",
  SilenceDomain: "proposal.silence",
  UnblockDomain: "proposal.unblock",
  DeployWebApp: "proposal.deploy",
};

interface Field {
  readonly label: MessageId;
  /** What is wrong with what cannot be proposed. */
  readonly fault: MessageId;
  readonly rows: number;
}
const handle: Field = { label: "proposal.handle", fault: "proposal.noHandle", rows: 1 };
const moderator: Field = { label: "proposal.principal", fault: "proposal.noPrincipal", rows: 1 };
const server: Field = { label: "moderation.domain", fault: "proposal.noServer", rows: 1 };
const fields: Readonly<Record<ProposedAct, Field>> = {
  SuspendUser: handle,
  UnsuspendUser: handle,
  AddModerator: moderator,
  RemoveModerator: moderator,
  UpdatePolicy: { label: "proposal.rules", fault: "proposal.tooManyRules", rows: 6 },
  BlockDomain: server,
  SilenceDomain: server,
  UnblockDomain: server,
  DeployWebApp: { label: "proposal.appHash", fault: "proposal.noHash", rows: 1 },
};

export function Proposals({ governance }: { readonly governance: Governance }): ReactElement {
  const t = useT();
  const id = useId();
  const notify = useNotice();
  const [act, setAct] = useState<ProposedAct>("SuspendUser");
  const [about, setAbout] = useState("");
  const { label, fault, rows } = fields[act];
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
      <Labelled label={t(label)}>
        {(field) => {
          const shared = {
            id: field,
            value: about,
            className: box,
            autoComplete: "off",
            "aria-invalid": text === undefined,
            "aria-describedby": `${id}-fault`,
            onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
              setAbout(event.target.value),
          };
          return rows === 1 ? (
            <input {...shared} autoCapitalize="none" spellCheck={false} />
          ) : (
            <textarea {...shared} rows={rows} dir="auto" />
          );
        }}
      </Labelled>
      <p id={`${id}-fault`} role="status" className="font-medium text-bad">
        {text === undefined ? t(fault) : ""}
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
