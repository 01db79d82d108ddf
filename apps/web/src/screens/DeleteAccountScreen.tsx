/** Deleting one's account for good, after writing one's name, and proving who one is where the node asks (UC: delete profile). */

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { box, Labelled } from "../components/fields.tsx";
import { LoadingPosts } from "../components/states.tsx";
import { forgetDrafts } from "../composer/draft.ts";
import { useApp } from "../hooks/app.ts";
import { useMe } from "../hooks/useMe.ts";
import { useSignInMeans } from "../hooks/useSignInMeans.ts";
import { useT } from "../i18n/useT.ts";
import { basePath } from "../ports/elsewhere.ts";
import type { Proof } from "../ports/signInMeans.ts";
import { NotFoundScreen } from "./NotFoundScreen.tsx";
import { ProofForm } from "./ProofForm.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { SignInMeansFailed } from "./SignInMeansFailed.tsx";

export default function DeleteAccountScreen(): ReactElement {
  const t = useT();
  const { session } = useApp();
  if (session.deleteAccount === undefined) return <NotFoundScreen />;
  return (
    <SignedInOnly>
      <ScreenTitle title={t("profile.delete")} hasBack />
      {session.signInMeans === undefined ? <Unproven /> : <Proven />}
    </SignedInOnly>
  );
}

/** What is done, once it is sure. */
function useLeave(): (proof?: Proof) => Promise<void> {
  const { session, guestAt } = useApp();
  return async (proof) => {
    await session.deleteAccount?.(proof);
    forgetDrafts(basePath(guestAt));
    location.assign("/");
  };
}

/** Where each call proves who makes it. */
function Unproven(): ReactElement {
  const t = useT();
  const [isSure, setSure] = useState(false);
  const leave = useMutation({ mutationFn: useLeave() });
  return (
    <form
      className="space-y-4 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSure) leave.mutate(undefined);
      }}
    >
      <OwnName onSure={setSure} />
      {leave.error !== null && (
        <p role="alert" className="font-medium text-bad">
          {t("error.offline")}
        </p>
      )}
      <Button type="submit" look="bad" disabled={!isSure || leave.isPending}>
        {t("profile.delete")}
      </Button>
    </form>
  );
}

function Proven(): ReactElement {
  const t = useT();
  const { data: means, error, refetch } = useSignInMeans();
  const [isSure, setSure] = useState(false);
  const leave = useLeave();
  if (means == null) {
    return error === null ? (
      <LoadingPosts />
    ) : (
      <SignInMeansFailed error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <ProofForm means={means} action={t("profile.delete")} look="bad" isReady={isSure} onProve={leave}>
      <OwnName onSure={setSure} />
    </ProofForm>
  );
}

function OwnName({ onSure }: { readonly onSure: (isSure: boolean) => void }): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <>
      <p className="text-soft">{t("delete.text")}</p>
      <Labelled label={t("delete.sure", { handle: me?.acct ?? "" })}>
        {(id) => (
          <input
            id={id}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            onChange={({ target }) =>
              onSure(me !== undefined && target.value.trim().replace(/^@/, "").toLowerCase() === me.acct)
            }
            className={box}
          />
        )}
      </Labelled>
    </>
  );
}
