/** What new posts begin with: for whom they are, in which language, and whether their media are sensitive. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { updatePostingDefaults } from "../api/endpoints/postingDefaults.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import { visibility as visibilities } from "../api/entities/status.ts";
import { Button } from "../components/Button.tsx";
import { box, Checkbox, Labelled } from "../components/fields.tsx";
import { FormError } from "../components/FormError.tsx";
import { LoadingPosts } from "../components/states.tsx";
import { visibilityNames } from "../components/VisibilityIcon.tsx";
import { languageChoices } from "../composer/languages.ts";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { ME, useMe } from "../hooks/useMe.ts";
import { useLocale, useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";
import { UnsavedChanges } from "./UnsavedChanges.tsx";

export default function PostingScreen(): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("settings.posting")} hasBack />
      {me === undefined ? <LoadingPosts /> : <Form source={me.source} />}
    </SignedInOnly>
  );
}

function Form({ source }: { readonly source: CredentialAccount["source"] }): ReactElement {
  const t = useT();
  const locale = useLocale();
  const { transport } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const [visibility, setVisibility] = useState(source.privacy);
  const [language, setLanguage] = useState(source.language ?? "");
  const [sensitive, setSensitive] = useState(source.sensitive);
  const chosen = { visibility, language, sensitive };
  const [saved, setSaved] = useState(chosen);
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(saved);
  const save = useMutation({
    mutationFn: (defaults: typeof chosen) => updatePostingDefaults(transport, defaults),
    onSuccess: (account, defaults) => {
      setSaved(defaults);
      client.setQueryData(ME, account);
      notify("saved");
    },
  });
  // Who is mentioned is said in each post anew.
  const offered = visibilities.options.filter((it) => it !== "direct" || it === source.privacy);
  return (
    <form
      className="space-y-5 p-4 pb-10"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(chosen);
      }}
    >
      <p className="text-soft">{t("posting.hint")}</p>
      <Labelled label={t("compose.visibility")}>
        {(id) => (
          <select
            id={id}
            value={visibility}
            onChange={(event) => setVisibility(visibilities.parse(event.target.value))}
            className={box}
          >
            {offered.map((each) => (
              <option key={each} value={each}>
                {t(visibilityNames[each])}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t("compose.language")}>
        {(id) => (
          <select
            id={id}
            value={language}
            onChange={(event) => setLanguage(event.target.value)}
            className={box}
          >
            <option value="">{t("posting.appLanguage")}</option>
            {languageChoices(locale, language).map(([tag, name]) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Checkbox label={t("compose.sensitive")} value={sensitive} onChange={setSensitive} />
      <FormError error={save.error} />
      <Button type="submit" disabled={save.isPending}>
        {t("save")}
      </Button>
      {isChanged && <UnsavedChanges />}
    </form>
  );
}
