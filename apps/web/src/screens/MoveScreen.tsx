/** Moving: which other accounts are one's own, and taking the followers of this one to another. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type ReactElement } from "react";
import { addAlias, moveAccount, readAliases, removeAlias } from "../api/endpoints/migration.ts";
import { Button, IconButton } from "../components/Button.tsx";
import ConfirmDialog from "../components/ConfirmDialog.tsx";
import { Labelled } from "../components/fields.tsx";
import { errorText, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { useSignInMeans } from "../hooks/useSignInMeans.ts";
import { ME } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import type { SessionPort } from "../ports/session.ts";
import type { Proof } from "../ports/signInMeans.ts";
import { ProofForm } from "./ProofForm.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { SignInMeansFailed } from "./SignInMeansFailed.tsx";

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
      className="border-b border-line p-6"
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
  const { session } = useApp();
  return (
    <>
      <div className="px-6 pt-6">
        <MoveText />
      </div>
      {session.moveAccount === undefined ? <Unproven /> : <Proven move={session.moveAccount} />}
    </>
  );
}

function MoveText(): ReactElement {
  const t = useT();
  return (
    <>
      <h2 className="text-lg font-bold">{t("move.away")}</h2>
      <p className="text-soft">{t("move.awayHint")}</p>
    </>
  );
}

/** What is said and read anew once the followers are on their way. */
function useMoved(): () => void {
  const client = useQueryClient();
  const notify = useNotice();
  return () => {
    notify("move.moved");
    void client.invalidateQueries({ queryKey: ME });
    void client.invalidateQueries({ queryKey: ["profile"] });
  };
}

/** Where each call proves who makes it. */
function Unproven(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const [target, setTarget] = useState("");
  const [isAsking, setAsking] = useState(false);
  const move = useMutation({ mutationFn: () => moveAccount(transport, target), onSuccess: useMoved() });
  return (
    <form
      className="space-y-4 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (target !== "") setAsking(true);
      }}
    >
      <Target onChange={setTarget} />
      <Failure error={move.error} refused={t("move.notNamed")} />
      <Button type="submit" look="bad" disabled={target === "" || move.isPending}>
        {t("move.do")}
      </Button>
      {isAsking && (
        <Question target={target} onConfirm={() => move.mutate()} onClose={() => setAsking(false)} />
      )}
    </form>
  );
}

/** By the password, or by a passkey. */
function Proven({ move }: { readonly move: NonNullable<SessionPort["moveAccount"]> }): ReactElement {
  const t = useT();
  const { data: means, error, refetch } = useSignInMeans();
  const [target, setTarget] = useState("");
  const [asked, setAsked] = useState<(isSure: boolean) => void>();
  const onMoved = useMoved();
  if (means == null) {
    return error === null ? (
      <LoadingPosts />
    ) : (
      <SignInMeansFailed error={error} onRetry={() => void refetch()} />
    );
  }
  const onProve = async (proof: Proof): Promise<void> => {
    const isSure = await new Promise<boolean>((resolve) => setAsked(() => resolve));
    setAsked(undefined);
    if (!isSure) return;
    await move(target, proof);
    onMoved();
  };
  return (
    <>
      <ProofForm
        means={means}
        action={t("move.do")}
        look="bad"
        isReady={target !== ""}
        refused="move.notNamed"
        onProve={onProve}
      >
        <Target onChange={setTarget} />
      </ProofForm>
      {asked !== undefined && (
        // Whoever confirms closes the question as well: the first answer counts.
        <Question target={target} onConfirm={() => asked(true)} onClose={() => asked(false)} />
      )}
    </>
  );
}

function Target({ onChange }: { readonly onChange: (target: string) => void }): ReactElement {
  const t = useT();
  return (
    <Labelled label={t("move.target")}>
      {(id) => (
        <input
          id={id}
          autoCapitalize="none"
          autoComplete="off"
          placeholder="@anna@example.org"
          onChange={(event) => onChange(event.target.value.trim())}
          className={box}
        />
      )}
    </Labelled>
  );
}

function Question({
  target,
  onConfirm,
  onClose,
}: {
  readonly target: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  return (
    <ConfirmDialog
      title={t("move.ask", { acct: target })}
      text={t("move.askText")}
      action={t("move.do")}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

function Failure({
  error,
  refused,
}: {
  readonly error: unknown;
  readonly refused: string;
}): ReactElement | null {
  const t = useT();
  if (error === null) return null;
  const isRefused = error instanceof ApiError && error.code === "refused";
  return (
    <p role="alert" className="mt-3 font-medium text-bad">
      {isRefused ? refused : t(errorText(error))}
    </p>
  );
}
