/** One's passkeys: which there are, and when each was used last; adding, naming and removing them. */

import { useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { box, Labelled } from "../components/fields.tsx";
import { EmptyState, LoadingPosts } from "../components/states.tsx";
import { Modal } from "../components/Modal.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { useNewerMeans, useSignInMeans } from "../hooks/useSignInMeans.ts";
import { useT } from "../i18n/useT.ts";
import type { SignInMeans, SignInMeansPort } from "../ports/signInMeans.ts";
import { NotFoundScreen } from "./NotFoundScreen.tsx";
import { PasskeyRow } from "./PasskeyRow.tsx";
import { ProofForm } from "./ProofForm.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { SignInMeansFailed } from "./SignInMeansFailed.tsx";

export default function PasskeysScreen(): ReactElement {
  const t = useT();
  const { signInMeans } = useApp().session;
  if (signInMeans === undefined) return <NotFoundScreen />;
  return (
    <SignedInOnly>
      <ScreenTitle title={t("passkeys")} hasBack />
      <Passkeys port={signInMeans} />
    </SignedInOnly>
  );
}

function Passkeys({ port }: { readonly port: SignInMeansPort }): ReactElement {
  const t = useT();
  const { data: means, error, refetch } = useSignInMeans();
  const [isAdding, setAdding] = useState(false);
  if (means == null) {
    return error === null ? (
      <LoadingPosts />
    ) : (
      <SignInMeansFailed error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <p className="px-6 pt-6 text-soft">{t("passkeys.text")}</p>
      <div className="p-6">
        <Button disabled={!means.canUsePasskeys} onClick={() => setAdding(true)}>
          {t("passkeys.add")}
        </Button>
        {!means.canUsePasskeys && <p className="mt-2 text-sm text-soft">{t("passkeys.unavailable")}</p>}
      </div>
      {means.passkeys.length === 0 ? (
        <EmptyState icon="key" text={t("empty.passkeys")} />
      ) : (
        <ul>
          {means.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} means={means} port={port} />
          ))}
        </ul>
      )}
      {isAdding && <AddPasskey port={port} means={means} onClose={() => setAdding(false)} />}
    </>
  );
}

function AddPasskey({
  port,
  means,
  onClose,
}: {
  readonly port: SignInMeansPort;
  readonly means: SignInMeans;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const notify = useNotice();
  const take = useNewerMeans();
  const [name, setName] = useState("");
  return (
    <Modal title={t("passkeys.add")} onClose={onClose}>
      <ProofForm
        means={means}
        action={t("passkeys.add")}
        onProve={async (proof) => {
          take(await port.add(proof, name));
          notify("passkeys.added");
          onClose();
        }}
      >
        <p className="text-soft">{t("passkeys.addText")}</p>
        <Labelled label={t("passkeys.name")}>
          {(id) => (
            <input
              id={id}
              value={name}
              maxLength={60}
              dir="auto"
              placeholder={t("passkeys.nameHint")}
              onChange={(event) => setName(event.target.value)}
              className={`${box} placeholder:text-soft`}
            />
          )}
        </Labelled>
      </ProofForm>
    </Modal>
  );
}
