/** A form that only the owner of the account may send: by the password or by a passkey, whichever there is. */

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import { Button, type Look } from "../components/Button.tsx";
import { box, Labelled } from "../components/fields.tsx";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import {
  SignInMeansError,
  type Proof,
  type SignInMeans,
  type SignInMeansErrorCode,
} from "../ports/signInMeans.ts";

const texts: Readonly<Record<SignInMeansErrorCode, MessageId>> = {
  not_proven: "proof.wrong",
  given_up: "proof.givenUp",
  known_device: "passkeys.known",
  too_many: "error.tooMany",
  refused: "error.act",
  offline: "error.offline",
};

export function proofText(error: Error): MessageId {
  return error instanceof SignInMeansError ? texts[error.code] : "error.act";
}

const isRefusal = (error: Error): boolean => error instanceof SignInMeansError && error.code === "refused";

export function ProofForm({
  means,
  action,
  look = "solid",
  isReady = true,
  onProve,
  refused,
  children,
}: {
  readonly means: SignInMeans;
  /** On the button. */
  readonly action: string;
  readonly look?: Look;
  /** All else is filled in. */
  readonly isReady?: boolean;
  readonly onProve: (proof: Proof) => Promise<unknown>;
  /** What is said where the node says no to all else but the proof. */
  readonly refused?: MessageId;
  readonly children: ReactNode;
}): ReactElement {
  const t = useT();
  const [password, setPassword] = useState("");
  const send = useMutation({ mutationFn: onProve });
  const byPasskey = means.canUsePasskeys && means.passkeys.length > 0;
  const isOpen = isReady && !send.isPending;
  return (
    <form
      className="space-y-4 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOpen && means.hasPassword) send.mutate({ kind: "password", password });
      }}
    >
      {children}
      {means.hasPassword && (
        <Labelled label={t("proof.password")}>
          {(id) => (
            <input
              id={id}
              type="password"
              value={password}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
              className={box}
            />
          )}
        </Labelled>
      )}
      {send.error !== null && (
        <p role="alert" className="font-medium text-bad">
          {t(refused !== undefined && isRefusal(send.error) ? refused : proofText(send.error))}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {means.hasPassword && (
          <Button type="submit" look={look} disabled={!isOpen || password === ""}>
            {action}
          </Button>
        )}
        {byPasskey && (
          <Button
            look={means.hasPassword ? "quiet" : look}
            disabled={!isOpen}
            onClick={() => send.mutate({ kind: "passkey" })}
          >
            {t("proof.withPasskey", { action })}
          </Button>
        )}
      </div>
    </form>
  );
}
