/** Moving: which other accounts are one's own, and taking the followers of this one to another. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type ReactElement } from "react";
import { addAlias, moveAccount, readAliases, removeAlias } from "../api/endpoints/migration.ts";
import { Button, IconButton } from "../components/Button.tsx";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { errorText } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { ME } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

const ALIASES = ["aliases"] as const;
const box = "mt-1 h-11 w-full min-w-0 rounded-xl border border-edge bg-paper px-4 placeholder:text-soft";

export default function MoveScreen(): ReactElement {
  const t = useT();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("move.title")} hasBack />
      <Aliases />
      <Move />
    </SignedInOnly>
  );
}

function Aliases(): ReactElement {
  const t = useT();
  const id = useId();
  const { transport } = useApp();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const { data = [] } = useQuery({ queryKey: ALIASES, queryFn: () => readAliases(transport) });
  const change = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSuccess: () => {
      setText("");
      return client.invalidateQueries({ queryKey: ALIASES });
    },
  });
  return (
    <form
      className="border-b border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(() => addAlias(transport, text.trim()));
      }}
    >
      <h2 className="text-lg font-bold">{t("move.here")}</h2>
      <p className="text-soft">{t("move.hereHint")}</p>
      {data.length > 0 && (
        <ul aria-label={t("move.aliases")} className="mt-3 space-y-1">
          {data.map((alias) => (
            <li
              key={alias}
              className="flex items-center justify-between rounded-xl bg-raised ps-4 wrap-anywhere"
            >
              @{alias}
              <IconButton
                icon="close"
                label={t("move.removeAlias", { acct: alias })}
                onClick={() => change.mutate(() => removeAlias(transport, alias))}
              />
            </li>
          ))}
        </ul>
      )}
      <label htmlFor={id} className="mt-3 block font-semibold">
        {t("move.alias")}
      </label>
      <div className="flex items-end gap-2">
        <input
          id={id}
          value={text}
          autoCapitalize="none"
          autoComplete="off"
          placeholder="@anna@example.org"
          onChange={(event) => setText(event.target.value)}
          className={box}
        />
        <Button type="submit" look="quiet" disabled={text.trim() === "" || change.isPending}>
          {t("featured.add")}
        </Button>
      </div>
      <Failure error={change.error} refused={t("move.noAccount")} />
    </form>
  );
}

function Move(): ReactElement {
  const t = useT();
  const id = useId();
  const { transport, capabilities } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const [target, setTarget] = useState("");
  const [password, setPassword] = useState("");
  const [isAsking, setAsking] = useState(false);
  const move = useMutation({
    mutationFn: () => moveAccount(transport, target.trim(), password),
    onSuccess: () => {
      setPassword("");
      notify("move.moved");
      void client.invalidateQueries({ queryKey: ME });
      void client.invalidateQueries({ queryKey: ["profile"] });
    },
  });
  const isReady = target.trim() !== "" && (password !== "" || !capabilities.hasPasswords);
  return (
    <form
      className="p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) setAsking(true);
      }}
    >
      <h2 className="text-lg font-bold">{t("move.away")}</h2>
      <p className="text-soft">{t("move.awayHint")}</p>
      <label htmlFor={id} className="mt-3 block font-semibold">
        {t("move.target")}
      </label>
      <input
        id={id}
        value={target}
        autoCapitalize="none"
        autoComplete="off"
        placeholder="@anna@example.org"
        onChange={(event) => setTarget(event.target.value)}
        className={box}
      />
      {capabilities.hasPasswords && (
        <>
          <label htmlFor={`${id}-password`} className="mt-3 block font-semibold">
            {t("move.password")}
          </label>
          <input
            id={`${id}-password`}
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
            className={box}
          />
        </>
      )}
      <Failure error={move.error} refused={t("move.notNamed")} forbidden={t("move.wrongPassword")} />
      <Button type="submit" look="bad" className="mt-4" disabled={!isReady || move.isPending}>
        {t("move.do")}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t("move.ask", { acct: target.trim() })}
          text={t("move.askText")}
          action={t("move.do")}
          onConfirm={() => move.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}

function Failure({
  error,
  refused,
  forbidden,
}: {
  readonly error: unknown;
  readonly refused: string;
  readonly forbidden?: string;
}): ReactElement | null {
  const t = useT();
  if (error === null) return null;
  const code = error instanceof ApiError ? error.code : undefined;
  const text = code === "refused" ? refused : code === "forbidden" ? forbidden : undefined;
  return (
    <p role="alert" className="mt-3 font-medium text-bad">
      {text ?? t(errorText(error))}
    </p>
  );
}
