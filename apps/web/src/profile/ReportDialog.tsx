/** Tells the moderators of somebody or of a post, and their server too if one wants (Mastodon: POST /api/v1/reports). */

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type ReactElement } from "react";
import { report, type ReportCategory } from "../api/endpoints/reports.ts";
import type { Account } from "../api/entities/account.ts";
import type { Post } from "../api/entities/status.ts";
import { Button } from "../components/Button.tsx";
import { Modal } from "../components/Modal.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { PostText } from "../components/PostText.tsx";
import { errorText } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { useT } from "../i18n/useT.ts";
import { ReportCategories } from "./ReportCategories.tsx";

const LONGEST_COMMENT = 1_000;

export function ReportDialog({
  account,
  post,
  onClose,
}: {
  readonly account: Account;
  readonly post: Post | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const id = useId();
  const notify = useNotice();
  const { transport } = useApp();
  const rules = useInstance()?.rules ?? [];
  const [category, setCategory] = useState<ReportCategory>("spam");
  const [broken, setBroken] = useState<readonly string[]>([]);
  const [comment, setComment] = useState("");
  const [forward, setForward] = useState(false);
  const [, host] = account.acct.split("@");
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      report(transport, {
        accountId: account.id,
        statusIds: post === undefined ? [] : [post.id],
        category,
        ruleIds: category === "violation" ? broken : [],
        comment: comment.trim(),
        forward,
      }),
    onSuccess: () => {
      notify("report.sent");
      onClose();
    },
  });
  const isIncomplete = category === "violation" && broken.length === 0;
  return (
    <Modal title={t("report.title", { name: nameOf(account) })} onClose={onClose}>
      <form
        className="flex flex-col gap-5 px-4 pb-6 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        {post !== undefined && (
          <blockquote className="max-h-28 overflow-y-auto rounded-2xl bg-raised px-4 py-3" tabIndex={0}>
            <PostText html={post.content} emojis={post.emojis} language={post.language} />
          </blockquote>
        )}
        <ReportCategories
          category={category}
          rules={rules}
          broken={broken}
          onCategory={setCategory}
          onBroken={setBroken}
        />
        <div>
          <label htmlFor={id} className="font-semibold">
            {t("report.comment")}
          </label>
          <textarea
            id={id}
            value={comment}
            maxLength={LONGEST_COMMENT}
            rows={3}
            dir="auto"
            placeholder={t("report.commentHint")}
            onChange={(event) => setComment(event.target.value)}
            className="mt-1 block w-full rounded-xl border border-edge bg-paper px-4 py-2.5 placeholder:text-soft"
          />
        </div>
        {host !== undefined && (
          <div className="flex items-start gap-3">
            <input
              id={`${id}-forward`}
              type="checkbox"
              checked={forward}
              onChange={(event) => setForward(event.target.checked)}
              className="mt-0.5 size-5 accent-accent"
            />
            <label htmlFor={`${id}-forward`}>{t("report.forward", { host })}</label>
          </div>
        )}
        {error !== null && (
          <p role="alert" className="font-medium text-bad">
            {t(errorText(error))}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={isPending || isIncomplete}>
            {t("report.send")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
