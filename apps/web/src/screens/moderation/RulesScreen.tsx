/** The rules of this node: written, changed, put in order and removed by its moderators, read where a governance decides. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { addRule, changeRule, readRules, removeRule } from "../../api/endpoints/rules.ts";
import { Button } from "../../components/Button.tsx";
import { box, Labelled } from "../../components/fields.tsx";
import { FormError } from "../../components/FormError.tsx";
import { RuleList } from "../../components/RuleList.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../../components/states.tsx";
import { useApp } from "../../hooks/app.ts";
import { useNotice } from "../../hooks/notice.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import { useT } from "../../i18n/useT.ts";
import { ModerationFrame } from "./ModerationFrame.tsx";
import { LONGEST_RULE, RuleRow, type RuleAct } from "./RuleRow.tsx";

const RULES = ["admin rules"] as const;

export default function RulesScreen(): ReactElement {
  const mayWrite = usePermissions()?.rules === true;
  return (
    <ModerationFrame>
      <Rules mayWrite={mayWrite} />
      {mayWrite && <NewRule />}
    </ModerationFrame>
  );
}

interface Asked {
  readonly id: string;
  readonly act: RuleAct;
}

/** What is shown of the rules elsewhere is read anew. */
function useRulesChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([RULES, ["instance"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

function Rules({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const notify = useNotice();
  const onSuccess = useRulesChanged();
  const { data, error, refetch } = useQuery({ queryKey: RULES, queryFn: () => readRules(transport) });
  const list = useRef<HTMLOListElement>(null);
  /** The buttons at the new place of a rule that was moved: whoever moves it further finds the focus there. */
  const followed = useRef<readonly string[]>([]);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, act }: Asked) =>
      act === "remove" ? removeRule(transport, id) : changeRule(transport, id, act),
    onSuccess: async (_, { id, act }) => {
      if (typeof act === "object" && "priority" in act) {
        const { priority } = act;
        const [way, back] = priority < Number(id) ? ["up", "down"] : ["down", "up"];
        followed.current = [`${priority} ${way}`, `${priority} ${back}`];
      }
      await onSuccess();
    },
    onError: () => notify("error.act", "bad"),
  });
  useEffect(() => {
    const buttons = followed.current.map((move) =>
      list.current?.querySelector<HTMLElement>(`[data-move="${move}"]:enabled`),
    );
    followed.current = [];
    buttons.find((button) => button != null)?.focus();
  }, [data]);
  if (data === undefined) {
    return error === null ? <LoadingPosts /> : <FailedState error={error} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <p className="p-4 text-soft">{t("rules.hint")}</p>
      {data.length === 0 ? (
        <EmptyState icon="list" text={t("rules.none")} />
      ) : mayWrite ? (
        <ol ref={list} aria-label={t("moderation.policy")} className="border-t border-line">
          {data.map(({ id, text }, index) => (
            <RuleRow
              key={`${id} ${text}`}
              number={index + 1}
              text={text}
              isLast={index === data.length - 1}
              onAct={(act) => {
                if (!isPending) mutate({ id, act });
              }}
            />
          ))}
        </ol>
      ) : (
        <div className="px-4 pb-4">
          <RuleList rules={data} />
        </div>
      )}
    </>
  );
}

function NewRule(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const changed = useRulesChanged();
  const add = useMutation({
    mutationFn: () => addRule(transport, text.trim()),
    onSuccess: async () => {
      setText("");
      // Rules seldom come alone.
      field.current?.focus();
      await changed();
    },
  });
  return (
    <form
      className="space-y-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") add.mutate();
      }}
    >
      <Labelled label={t("rules.new")}>
        {(id) => (
          <textarea
            ref={field}
            id={id}
            value={text}
            rows={2}
            dir="auto"
            maxLength={LONGEST_RULE}
            onChange={(event) => setText(event.target.value)}
            className={`${box} field-sizing-content resize-none`}
          />
        )}
      </Labelled>
      <FormError error={add.error} />
      <Button type="submit" disabled={text.trim() === "" || add.isPending}>
        {t("rules.add")}
      </Button>
    </form>
  );
}
