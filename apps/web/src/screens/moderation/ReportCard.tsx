/** A report: whom it is about and why, the posts that it names, and what can be done. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { actOnAccount, removeStatus, resolveReport } from "../../api/endpoints/admin.ts";
import type { AdminReport } from "../../api/entities/admin.ts";
import { Button } from "../../components/Button.tsx";
import { nameOf } from "../../components/PersonName.tsx";
import { PersonRow } from "../../components/PersonRow.tsx";
import { lazyDialog } from "../../components/lazily.tsx";
import { useApp } from "../../hooks/app.ts";
import { useNotice } from "../../hooks/notice.ts";
import { withdraw } from "../../hooks/timelineCache.ts";
import { useNow } from "../../hooks/useNow.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import type { MessageId } from "../../i18n/locale.ts";
import { withMessages } from "../../i18n/locale.ts";
import { ago } from "../../i18n/time.ts";
import { useLocale, useT } from "../../i18n/useT.ts";
import { PostArticle } from "../../post/PostArticle.tsx";

const ConfirmDialog = lazyDialog(withMessages(() => import("../../components/ConfirmDialog.tsx")));

const categories: Readonly<Record<string, MessageId>> = {
  spam: "moderation.spam",
  legal: "moderation.legal",
  violation: "moderation.violation",
};

type Step =
  | { readonly kind: "resolve" }
  | { readonly kind: "suspend"; readonly id: string }
  | { readonly kind: "removePost"; readonly id: string };

export function ReportCard({
  report,
  onChange,
}: {
  readonly report: AdminReport;
  readonly onChange: () => void;
}): ReactElement {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const permissions = usePermissions();
  const [asked, setAsked] = useState<Step>();
  const act = useMutation({
    mutationFn: async (step: Step) => {
      if (step.kind === "resolve") await resolveReport(transport, report.id);
      else if (step.kind === "suspend") await actOnAccount(transport, "suspend", step.id, report.id);
      else {
        await removeStatus(transport, step.id);
        withdraw(client, step.id);
        posts.remove(step.id);
      }
    },
    onSuccess: onChange,
    onError: () => notify("error.act", "bad"),
  });
  const target = report.target_account;
  const name = target === null ? "" : nameOf(target.account);
  const when = ago(report.created_at, now, locale);
  return (
    <section aria-label={t("moderation.reportOf", { name })} className="border-b-8 border-paper pb-4">
      {target !== null && (
        <PersonRow account={target.account}>
          {target.suspended && (
            <span className="rounded-full bg-warn px-3 py-1 text-sm font-semibold text-on-warn">
              {t("moderation.isSuspended")}
            </span>
          )}
        </PersonRow>
      )}
      <div className="space-y-2 px-4 py-3">
        <p className="text-sm text-soft">
          {t(categories[report.category] ?? "moderation.other")} ·{" "}
          {report.account === null
            ? t("moderation.fromElsewhere", { time: when })
            : t("moderation.from", { name: `@${report.account.account.acct}`, time: when })}
        </p>
        {report.rules !== undefined && report.rules.length > 0 && (
          <ul aria-label={t("moderation.rules")} className="list-disc ps-5 font-medium">
            {report.rules.map(({ id, text }) => (
              <li key={id} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        )}
        <p dir="auto" className="whitespace-pre-line wrap-anywhere">
          {report.comment}
        </p>
      </div>
      {report.statuses.map(({ id, account }) => (
        <div key={id} className="mx-4 mb-3 overflow-hidden rounded-2xl border border-line">
          <PostArticle postId={id} />
          {!account.acct.includes("@") && (
            <div className="px-4 py-2">
              <Button look="bad" onClick={() => setAsked({ kind: "removePost", id })}>
                {t("moderation.removePost")}
              </Button>
            </div>
          )}
        </div>
      ))}
      {!report.action_taken && (
        <div className="flex flex-wrap gap-2 px-4">
          <Button disabled={act.isPending} onClick={() => act.mutate({ kind: "resolve" })}>
            {t("moderation.resolve")}
          </Button>
          {permissions?.people === true && target !== null && target.domain === null && !target.suspended && (
            <Button look="bad" onClick={() => setAsked({ kind: "suspend", id: target.id })}>
              {t("moderation.suspend")}
            </Button>
          )}
        </div>
      )}
      {asked !== undefined && (
        <ConfirmDialog
          title={asked.kind === "suspend" ? t("moderation.suspendTitle", { name }) : t("post.deleteTitle")}
          text={t(asked.kind === "suspend" ? "moderation.suspendText" : "post.deleteText")}
          action={t(asked.kind === "suspend" ? "moderation.suspend" : "post.delete")}
          onConfirm={() => act.mutate(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
