/** A list: its name, how it works, and who is on it. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { deleteList, updateList } from "../api/endpoints/lists.ts";
import { repliesPolicies, type List } from "../api/entities/list.ts";
import { Button } from "../components/Button.tsx";
import { FormError } from "../components/FormError.tsx";
import { box, Checkbox, Choice, Labelled } from "../components/fields.tsx";
import { lazyDialog } from "../components/lazily.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { LISTS, useLists } from "../hooks/useLists.ts";
import { usePathParam } from "../hooks/usePathParam.ts";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { ApiError } from "../ports/apiError.ts";
import { ListMembers } from "./ListMembers.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

const ConfirmDialog = lazyDialog(withMessages(() => import("../components/ConfirmDialog.tsx")));
const notThere = new ApiError("not_found", "There is no such list.");

export default function EditListScreen(): ReactElement {
  const t = useT();
  const id = usePathParam("listId");
  const { data, error, refetch } = useLists();
  const list = data?.find((each) => each.id === id);
  return (
    <SignedInOnly>
      <ScreenTitle title={t("lists.edit")} hasBack />
      {list !== undefined ? (
        <>
          <Form key={id} list={list} />
          <ListMembers listId={id} />
        </>
      ) : error !== null || data !== undefined ? (
        <FailedState error={error ?? notThere} onRetry={() => void refetch()} />
      ) : (
        <LoadingPosts />
      )}
    </SignedInOnly>
  );
}

const policyNames = {
  list: "lists.repliesList",
  followed: "lists.repliesFollowed",
  none: "lists.repliesNone",
} as const;

function Form({ list }: { readonly list: List }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotice();
  const [draft, setDraft] = useState(list);
  const [isAsking, setAsking] = useState(false);
  const save = useMutation({
    mutationFn: () => updateList(transport, draft),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: LISTS });
      notify("lists.saved");
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteList(transport, list.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: LISTS });
      void navigate({ to: "/lists", replace: true });
    },
    onError: () => notify("error.act", "bad"),
  });
  return (
    <form
      className="space-y-5 border-b border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Labelled label={t("lists.name")}>
        {(id) => (
          <input
            id={id}
            value={draft.title}
            required
            maxLength={100}
            dir="auto"
            onChange={(event) => setDraft({ ...draft, title: event.target.value })}
            className={box}
          />
        )}
      </Labelled>
      <Choice
        label={t("lists.replies")}
        value={draft.replies_policy}
        values={repliesPolicies.map((each) => [each, t(policyNames[each])])}
        onChange={(replies_policy) => setDraft({ ...draft, replies_policy })}
      />
      <Checkbox
        label={t("lists.exclusive")}
        hint={t("lists.exclusiveHint")}
        value={draft.exclusive}
        onChange={(exclusive) => setDraft({ ...draft, exclusive })}
      />
      <FormError error={save.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={save.isPending}>
          {t("save")}
        </Button>
        <Button look="bad" onClick={() => setAsking(true)}>
          {t("lists.delete")}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t("lists.deleteTitle", { name: list.title })}
          text={t("lists.deleteText")}
          action={t("lists.delete")}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}
