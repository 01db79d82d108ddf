/** The way to another Mastodon-compatible server: its address is asked, and one goes on at its own page (decisions/028). */

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { box } from "../components/fields.tsx";
import { Icon } from "../components/Icon.tsx";
import { useApp } from "../hooks/app.ts";
import { signInFailures } from "../hooks/useEnter.ts";
import { useQueryParam } from "../hooks/usePathParam.ts";
import type { MessageId } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { basePath, ElsewhereError, type ElsewhereErrorCode } from "../ports/elsewhere.ts";
import { SessionError } from "../ports/session.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";

const texts: Readonly<Record<ElsewhereErrorCode, MessageId>> = {
  bad_address: "elsewhere.badAddress",
  here: "elsewhere.isHere",
  unreachable: "elsewhere.unreachable",
  incompatible: "elsewhere.incompatible",
  refused: "elsewhere.refused",
};

export default function ElsewhereScreen(): ReactElement {
  const t = useT();
  const { elsewhere } = useApp();
  const servers = elsewhere.signedIn();
  return (
    <>
      <ScreenTitle title={t("elsewhere.screen")} hasBack />
      <AddressForm />
      {servers.length > 0 && (
        <section className="border-t border-line py-4">
          <h2 className="px-6 pb-1 font-bold">{t("elsewhere.signedIn")}</h2>
          <ul>
            {servers.map((host) => (
              <li key={host}>
                <a
                  href={`${basePath(host)}/home`}
                  className="flex min-h-14 items-center gap-3 px-6 font-semibold wrap-anywhere hover:bg-raised"
                >
                  <Icon name="globe" /> {host}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function AddressForm(): ReactElement {
  const t = useT();
  const id = useId();
  const { elsewhere } = useApp();
  const suggested = useQueryParam("server");
  const [address, setAddress] = useState(suggested);
  const go = useMutation({ mutationFn: () => elsewhere.signIn(address) });
  return (
    <form
      noValidate
      className="space-y-4 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!go.isPending) go.mutate();
      }}
    >
      <p className="text-soft">{t("elsewhere.why")}</p>
      <div>
        <label htmlFor={id} className="text-lg font-semibold">
          {t("elsewhere.address")}
        </label>
        <input
          id={id}
          value={address}
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          aria-describedby={`${id}-hint ${id}-fault`}
          aria-invalid={go.error !== null}
          onChange={(event) => {
            setAddress(event.target.value);
            go.reset();
          }}
          className={box}
        />
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {t("elsewhere.hint")}
        </p>
      </div>
      <div id={`${id}-fault`} role="alert">
        {go.error !== null && <p className="font-medium wrap-anywhere text-bad">{reason(t, go.error)}</p>}
      </div>
      <Button type="submit" disabled={go.isPending}>
        {t(go.isPending ? "elsewhere.looking" : "elsewhere.go")}
      </Button>
    </form>
  );
}

function reason(t: ReturnType<typeof useT>, error: Error): string {
  if (error instanceof ElsewhereError) return t(texts[error.code], { server: error.host ?? "" });
  return t(error instanceof SessionError ? signInFailures[error.code] : "error.unexpected");
}
