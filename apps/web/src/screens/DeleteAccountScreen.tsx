/** Deleting one's account for good, after writing one's name (UC: delete profile). */

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { useApp } from "../hooks/app.ts";
import { useMe } from "../hooks/useMe.ts";
import { useT } from "../i18n/useT.ts";
import { NotFoundScreen } from "./NotFoundScreen.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

export default function DeleteAccountScreen(): ReactElement {
  const { session } = useApp();
  if (session.deleteAccount === undefined) return <NotFoundScreen />;
  return (
    <SignedInOnly>
      <Confirmation />
    </SignedInOnly>
  );
}

function Confirmation(): ReactElement {
  const t = useT();
  const { session } = useApp();
  const me = useMe();
  const [written, setWritten] = useState("");
  const leave = useMutation({
    mutationFn: async () => session.deleteAccount?.(),
    onSuccess: () => location.assign("/"),
  });
  const isSure = me !== undefined && written.trim().replace(/^@/, "").toLowerCase() === me.acct;
  return (
    <>
      <ScreenTitle title={t("profile.delete")} hasBack />
      <form
        className="space-y-4 p-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure) leave.mutate();
        }}
      >
        <p className="text-soft">{t("delete.text")}</p>
        <label htmlFor="sure" className="block font-semibold">
          {t("delete.sure", { handle: me?.acct ?? "" })}
        </label>
        <input
          id="sure"
          value={written}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          onChange={(event) => setWritten(event.target.value)}
          className="min-h-11 w-full rounded-xl border border-edge bg-paper px-3"
        />
        {leave.error !== null && (
          <p role="alert" className="font-medium text-bad">
            {t("error.offline")}
          </p>
        )}
        <Button type="submit" look="bad" disabled={!isSure || leave.isPending}>
          {t("profile.delete")}
        </Button>
      </form>
    </>
  );
}
