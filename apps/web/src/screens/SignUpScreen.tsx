/** Getting an account where the app asks for it: a name, checked while it is written, and the home that is made of it (UC1). */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useQueryParam } from "../hooks/usePathParam.ts";
import { useT } from "../i18n/useT.ts";
import type { Registration, RegistrationStep } from "../ports/registration.ts";
import { DeletingAccount } from "./DeletingAccount.tsx";
import { HandleForm } from "./HandleForm.tsx";
import { NotFoundScreen } from "./NotFoundScreen.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

const STEP = ["registration"];
/** A home is there within seconds, unless the network is busy. */
const POLL_MILLIS = 1_500;
/** A deletion takes longer: other servers are told first. */
const DELETION_POLL_MILLIS = 5_000;

export default function SignUpScreen(): ReactElement {
  const { session, sessionId } = useApp();
  const { registration } = session;
  if (registration === undefined) return <NotFoundScreen />;
  return sessionId === undefined ? <Steps registration={registration} /> : <Arrived />;
}

function Steps({ registration }: { readonly registration: Registration }): ReactElement {
  const t = useT();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: STEP,
    queryFn: () => registration.read(),
    refetchInterval: ({ state }) => pollMillis(state.data),
  });
  const again = (): void => void client.invalidateQueries({ queryKey: STEP });
  if (data?.step === "stranger") return <SignedInOnly>{null}</SignedInOnly>;
  return (
    <>
      <ScreenTitle title={t(data?.step === "deleting" ? "deleting.title" : "signUp")} />
      {error !== null ? (
        <div role="alert">
          <EmptyState icon="alert" text={t("error.offline")}>
            <Button onClick={() => void refetch()}>{t("retry")}</Button>
          </EmptyState>
        </div>
      ) : data === undefined || data.step === "done" ? (
        <LoadingPosts />
      ) : data.step === "choosing" ? (
        <HandleForm registration={registration} onDone={again} />
      ) : data.step === "creating" ? (
        <div role="status">
          <EmptyState icon="home" text={t("signUp.creating", { handle: data.handle })}>
            <progress aria-label={t("signUp.progress")} className="w-56 accent-accent" />
          </EmptyState>
        </div>
      ) : data.step === "deleting" ? (
        <DeletingAccount registration={registration} handle={data.handle} onRetried={again} />
      ) : (
        <div role="alert">
          <EmptyState icon="alert" text={t("signUp.failed", { handle: data.handle })}>
            <Button onClick={() => void registration.retry().then(again, again)}>{t("retry")}</Button>
          </EmptyState>
        </div>
      )}
    </>
  );
}

/** How soon to look again; `false` where nothing changes by itself. */
function pollMillis(current: RegistrationStep | undefined): number | false {
  if (current?.step === "creating") return POLL_MILLIS;
  return current?.step === "deleting" ? DELETION_POLL_MILLIS : false;
}

/** With a session the app begins anew, so that the node knows at every address that this browser has the app. */
function Arrived(): ReactElement {
  const next = useQueryParam("next");
  useEffect(() => {
    // An address of this app, and of no other site.
    location.replace(/^\/(?![/\\])/.test(next) ? next : "/home");
  }, [next]);
  return <LoadingPosts />;
}
