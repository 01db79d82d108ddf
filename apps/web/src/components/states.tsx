/** What a screen shows in place of its content: it loads, it is empty, it failed. */

import type { ReactElement, ReactNode } from "react";
import { ApiError, type ApiErrorCode } from "../ports/apiError.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { Button } from "./Button.tsx";
import { Icon, type IconName } from "./Icon.tsx";

const texts: Readonly<Record<ApiErrorCode, MessageId>> = {
  offline: "error.offline",
  signed_out: "error.signedOut",
  forbidden: "error.forbidden",
  not_found: "error.notFound",
  refused: "error.refused",
  too_many: "error.tooMany",
  unavailable: "error.unavailable",
  unexpected: "error.unexpected",
};

export function errorText(error: unknown): MessageId {
  return error instanceof ApiError ? texts[error.code] : "error.unexpected";
}

export function LoadingPosts(): ReactElement {
  const t = useT();
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      {[62, 85, 48, 74, 58].map((width) => (
        <div
          key={width}
          aria-hidden="true"
          className="flex animate-pulse gap-3 border-b border-line px-4 py-4"
        >
          <div className="size-11 shrink-0 rounded-xl bg-raised" />
          <div className="flex-1 space-y-3 py-1">
            <div className="h-3 w-2/5 rounded-full bg-raised" />
            <div className="h-3 rounded-full bg-raised" />
            <div className="h-3 rounded-full bg-raised" style={{ width: `${width}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}

export function EmptyState({
  icon,
  text,
  children,
}: {
  readonly icon: IconName;
  readonly text: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="flex flex-col items-center gap-4 px-8 py-16 text-center text-soft">
      <span className="rounded-3xl bg-tint p-4 text-accent">
        <Icon name={icon} size="lg" />
      </span>
      <p className="max-w-sm text-balance">{text}</p>
      {children}
    </div>
  );
}

export function FailedState({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}): ReactElement {
  const t = useT();
  return (
    <div role="alert">
      <EmptyState icon="alert" text={t(errorText(error))}>
        {onRetry !== undefined && errorText(error) !== "error.notFound" && (
          <Button look="quiet" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
