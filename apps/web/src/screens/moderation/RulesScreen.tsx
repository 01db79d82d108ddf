/** The rules of this node: written, changed, put in order and removed by its moderators, read where a governance decides. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { addRule, changeRule, readRules, removeRule } from "../../api/endpoints/rules.ts";
import type { Rule } from "../../api/entities/instance.ts";
import { Button } from "../../components/Button.tsx";
import { box, Labelled } from "../../components/fields.tsx";
import { FormError } from "../../components/FormError.tsx";
import { RuleList } from "../../components/RuleList.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../../components/states.tsx";
import { useApp } from "../../hooks/app.ts";
import { useNotice } from "../../hooks/notice.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import { useT } from "../../i18n/useT.ts";
import { ApiError } from "../../ports/apiError.ts";
import { LONGEST_RULE } from "../../ports/ruleBounds.ts";
import { ModerationFrame } from "./ModerationFrame.tsx";
import { RuleRow, type RuleAct } from "./RuleRow.tsx";

const RULES = ["admin rules"] as const;

export default function RulesScreen(): ReactElement {
  const mayWrite = usePermissions()?.rules === true;
  const [text, setText] = useState("");
  return (
    <ModerationFrame>
      <Rules
        mayWrite={mayWrite}
        onOrphan={(draft) => setText((before) => (before.trim() === "" ? draft : `${before}\n${draft}`))}
      />
      {mayWrite && <NewRule text={text} setText={setText} />}
    </ModerationFrame>
  );
}

interface Asked {
  /** As it was seen. */
  readonly rule: Rule;
  readonly act: RuleAct;
}

/** What is shown of the rules elsewhere is read anew. */
function useRulesChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([RULES, ["instance"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

function Rules({
  mayWrite,
  onOrphan,
}: {
  readonly mayWrite: boolean;
  /** Takes what somebody wrote for a rule that is no longer there. */
  readonly onOrphan: (draft: string) => void;
}): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const notify = useNotice();
  const changed = useRulesChanged();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: RULES, queryFn: () => readRules(transport) });
  const list = useRef<HTMLOListElement>(null);
  /** The buttons at the new place of a rule that was moved: whoever moves it further finds the focus there. */
  const followed = useRef<readonly string[]>([]);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ rule, act }: Asked) =>
      act === "remove" ? removeRule(transport, rule) : changeRule(transport, rule, act),
    onSuccess: async (_, { rule: { id }, act }) => {
      if (typeof act === "object" && "priority" in act) {
        const { priority } = act;
        const [way, back] = priority < Number(id) ? ["up", "down"] : ["down", "up"];
        followed.current = [`${priority} ${way}`, `${priority} ${back}`];
      }
      await changed();
    },
    onError: async (error, { rule, act }) => {
      const isStale = error instanceof ApiError && (error.status === 409 || error.status === 404);
      if (!isStale) {
        notify("error.act", "bad");
        return;
      }
      await changed();
      const now = client.getQueryData<readonly Rule[]>(RULES) ?? [];
      const isOrphan =
        typeof act === "object" && "text" in act && now.every(({ text }) => text !== rule.text);
      if (isOrphan) onOrphan(act.text);
      notify(isOrphan ? "rules.draftBelow" : "rules.changed", "bad");
    },
  });
  useEffect(() => {
    // Till then they are disabled.
    if (isPending) return;
    const buttons = followed.current.map((move) =>
      list.current?.querySelector<HTMLElement>(`[data-move="${move}"]:enabled`),
    );
    followed.current = [];
    buttons.find((button) => button != null)?.focus();
  }, [data, isPending]);
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
          {data.map((rule, index) => (
            <RuleRow
              // A draft stays with its rule when that moves.
              key={`${data.slice(0, index).filter(({ text }) => text === rule.text).length} ${rule.text}`}
              number={index + 1}
              text={rule.text}
              isLast={index === data.length - 1}
              isBusy={isPending}
              onAct={(act, onDone) => mutate({ rule, act }, { onSuccess: () => onDone?.() })}
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

function NewRule({
  text,
  setText,
}: {
  readonly text: string;
  readonly setText: (text: string) => void;
}): ReactElement {
  const t = useT();
  const { transport } = useApp();
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
