/** One passkey in the list of them, with what can be done to it. */

import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button, IconButton } from "../components/Button.tsx";
import { box, Labelled } from "../components/fields.tsx";
import { Icon } from "../components/Icon.tsx";
import { Modal } from "../components/Modal.tsx";
import { useNewerMeans } from "../hooks/useSignInMeans.ts";
import { useNow } from "../hooks/useNow.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { ago } from "../i18n/time.ts";
import type { Passkey, SignInMeans, SignInMeansPort } from "../ports/signInMeans.ts";
import { ProofForm, proofText } from "./ProofForm.tsx";

interface Props {
  readonly passkey: Passkey;
  readonly means: SignInMeans;
  readonly port: SignInMeansPort;
}

export function PasskeyRow({ passkey, means, port }: Props): ReactElement {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [open, setOpen] = useState<"name" | "remove">();
  const { createdAt, lastUsedAt } = passkey;
  const name = passkey.name === "" ? t("passkeys.unnamed") : passkey.name;
  const close = (): void => setOpen(undefined);
  const isLast = !means.hasPassword && means.passkeys.length === 1;
  return (
    <li className="flex min-h-16 items-center gap-4 border-t border-line px-6 py-3">
      <span className="rounded-xl bg-tint p-2 text-accent">
        <Icon name="key" />
      </span>
      <div className="min-w-0 flex-1">
        <bdi className="block font-semibold wrap-anywhere">{name}</bdi>
        <span className="block text-sm text-soft">
          {lastUsedAt === null
            ? t("passkeys.made", { when: ago(createdAt, now, locale) })
            : t("passkeys.used", { when: ago(lastUsedAt, now, locale) })}
        </span>
        {isLast && <span className="block text-sm text-soft">{t("passkeys.last")}</span>}
      </div>
      <IconButton icon="pencil" label={t("passkeys.rename", { name })} onClick={() => setOpen("name")} />
      {!isLast && (
        <IconButton icon="trash" label={t("passkeys.remove", { name })} onClick={() => setOpen("remove")} />
      )}
      {open === "name" && <NamePasskey passkey={passkey} port={port} onClose={close} />}
      {open === "remove" && (
        <Modal title={t("passkeys.remove", { name })} onClose={close}>
          <ProofForm
            means={means}
            action={t("passkeys.removeIt")}
            look="bad"
            onProve={(proof) => port.remove(passkey.id, proof)}
          >
            <p className="text-soft">{t("passkeys.removeText")}</p>
          </ProofForm>
        </Modal>
      )}
    </li>
  );
}

function NamePasskey({
  passkey,
  port,
  onClose,
}: Omit<Props, "means"> & { readonly onClose: () => void }): ReactElement {
  const t = useT();
  const take = useNewerMeans();
  const [name, setName] = useState(passkey.name);
  const save = useMutation({
    mutationFn: () => port.rename(passkey.id, name),
    onSuccess: (means) => {
      take(means);
      onClose();
    },
  });
  return (
    <Modal title={t("passkeys.name")} onClose={onClose}>
      <form
        className="space-y-4 p-6"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Labelled label={t("passkeys.name")}>
          {(id) => (
            <input
              id={id}
              value={name}
              maxLength={60}
              dir="auto"
              onChange={(event) => setName(event.target.value)}
              className={box}
            />
          )}
        </Labelled>
        {save.error !== null && (
          <p role="alert" className="font-medium text-bad">
            {t(proofText(save.error))}
          </p>
        )}
        <Button type="submit" disabled={save.isPending}>
          {t("save")}
        </Button>
      </form>
    </Modal>
  );
}
