/** Who one is for others: pictures, name, a few words, fields. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { updateProfile } from "../api/endpoints/accounts.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import { quotePolicy as quotePolicies } from "../api/entities/status.ts";
import { Button } from "../components/Button.tsx";
import { box, Checkbox, Labelled } from "../components/fields.tsx";
import { FormError } from "../components/FormError.tsx";
import { quotePolicyNames } from "../components/quotePolicyNames.ts";
import { LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { useInstance } from "../hooks/useInstance.ts";
import { ME, useMe } from "../hooks/useMe.ts";
import { profileQuery } from "../hooks/useRelationship.ts";
import { useT } from "../i18n/useT.ts";
import { FeaturedTagsEditor } from "../profile/FeaturedTagsEditor.tsx";
import { PictureField } from "../profile/PictureField.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { UnsavedChanges } from "./UnsavedChanges.tsx";

export default function EditProfileScreen(): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("profile.edit")} hasBack />
      {me === undefined ? (
        <LoadingPosts />
      ) : (
        <>
          <Form me={me} />
          <FeaturedTagsEditor accountId={me.id} />
          <Leaving />
        </>
      )}
    </SignedInOnly>
  );
}

function Form({ me }: { readonly me: CredentialAccount }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotice();
  const most = useInstance()?.configuration.accounts.max_profile_fields ?? 4;
  const [displayName, setDisplayName] = useState(me.display_name);
  const [note, setNote] = useState(me.source.note);
  const [locked, setLocked] = useState(me.locked);
  const [bot, setBot] = useState(me.bot);
  const [indexable, setIndexable] = useState(me.source.indexable);
  // Servers that know nothing of quotes keep no policy.
  const [quoting, setQuoting] = useState(() =>
    quotePolicies.options.find((it) => it === me.source.quote_policy),
  );
  const [fields, setFields] = useState(() =>
    Array.from({ length: most }, (_, index) => me.source.fields[index] ?? { name: "", value: "" }),
  );
  const [avatar, setAvatar] = useState<File>();
  const [header, setHeader] = useState<File>();
  const words = { displayName, note, locked, bot, fields, quotePolicy: quoting, indexable };
  const [before] = useState(() => JSON.stringify(words));
  const isChanged = JSON.stringify(words) !== before || avatar !== undefined || header !== undefined;
  const save = useMutation({
    mutationFn: () => updateProfile(transport, { ...words, avatar, header }),
    onSuccess: (account) => {
      client.setQueryData(ME, account);
      client.setQueryData(profileQuery(account.acct), account);
      notify("profile.saved");
      void navigate({ to: "/@{$acct}", params: { acct: account.acct }, ignoreBlocker: true });
    },
  });
  const changeField = (index: number, more: { name?: string; value?: string }): void =>
    setFields(fields.map((field, at) => (at === index ? { ...field, ...more } : field)));
  return (
    <form
      className="space-y-5 p-4 pb-10"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <PictureField
          label={t("profile.avatar")}
          url={me.avatar}
          file={avatar}
          onChange={setAvatar}
          shape={{ ratio: 1, width: 400 }}
          className="aspect-square"
        />
        <PictureField
          label={t("profile.header")}
          url={me.header}
          file={header}
          onChange={setHeader}
          shape={{ ratio: 3, width: 1500 }}
          className="aspect-3/1"
        />
      </div>
      <Labelled label={t("profile.name")}>
        {(id) => (
          <input
            id={id}
            value={displayName}
            maxLength={30}
            dir="auto"
            autoComplete="name"
            onChange={(event) => setDisplayName(event.target.value)}
            className={box}
          />
        )}
      </Labelled>
      <Labelled label={t("profile.note")}>
        {(id) => (
          <textarea
            id={id}
            value={note}
            maxLength={500}
            rows={4}
            dir="auto"
            onChange={(event) => setNote(event.target.value)}
            className={box}
          />
        )}
      </Labelled>
      <fieldset>
        <legend className="font-semibold">{t("profile.fields")}</legend>
        <p className="text-sm text-soft">{t("profile.fieldsHint")}</p>
        {fields.map(({ name, value }, index) => (
          <div key={index} className="mt-2 grid gap-2 sm:grid-cols-2">
            <input
              aria-label={t("profile.fieldName", { number: index + 1 })}
              value={name}
              maxLength={255}
              dir="auto"
              onChange={(event) => changeField(index, { name: event.target.value })}
              className={box}
            />
            <input
              aria-label={t("profile.fieldValue", { number: index + 1 })}
              value={value}
              maxLength={255}
              dir="auto"
              onChange={(event) => changeField(index, { value: event.target.value })}
              className={box}
            />
          </div>
        ))}
      </fieldset>
      <Checkbox label={t("profile.lock")} hint={t("profile.lockHint")} value={locked} onChange={setLocked} />
      <Checkbox label={t("profile.isBot")} hint={t("profile.isBotHint")} value={bot} onChange={setBot} />
      {indexable !== undefined && (
        <Checkbox
          label={t("profile.indexable")}
          hint={t("profile.indexableHint")}
          value={indexable}
          onChange={setIndexable}
        />
      )}
      {quoting !== undefined && (
        <Labelled label={t("profile.quotePolicy")}>
          {(id) => (
            <>
              <select
                id={id}
                value={quoting}
                aria-describedby={`${id}-hint`}
                onChange={(event) => setQuoting(quotePolicies.parse(event.target.value))}
                className={box}
              >
                {quotePolicies.options.map((each) => (
                  <option key={each} value={each}>
                    {t(quotePolicyNames[each])}
                  </option>
                ))}
              </select>
              <p id={`${id}-hint`} className="text-sm text-soft">
                {t("profile.quotePolicyHint")}
              </p>
            </>
          )}
        </Labelled>
      )}
      <FormError error={save.error} />
      <Button type="submit" disabled={save.isPending}>
        {t("save")}
      </Button>
      {isChanged && <UnsavedChanges />}
    </form>
  );
}

/** The ways to another account, and out. */
function Leaving(): ReactElement | null {
  const t = useT();
  const { session, capabilities } = useApp();
  const { movesAccounts } = capabilities;
  const deletesAccounts = session.deleteAccount !== undefined;
  if (!deletesAccounts && !movesAccounts) return null;
  return (
    <ul className="space-y-3 border-t border-line p-4 pb-10 font-medium">
      {movesAccounts && (
        <li>
          <Link to="/settings/move" className="text-accent underline underline-offset-3">
            {t("move.title")}
          </Link>
        </li>
      )}
      {deletesAccounts && (
        <li>
          <Link to="/account/delete" className="text-bad underline underline-offset-3">
            {t("profile.delete")}
          </Link>
        </li>
      )}
    </ul>
  );
}
