/** One's lists, and the way to a new one. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { createList } from "../api/endpoints/lists.ts";
import { Button } from "../components/Button.tsx";
import { FormError } from "../components/FormError.tsx";
import { box, Labelled } from "../components/fields.tsx";
import { Icon } from "../components/Icon.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { LISTS, useLists } from "../hooks/useLists.ts";
import { useT } from "../i18n/useT.ts";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SignedInOnly } from "./SignedInOnly.tsx";

export default function ListsScreen(): ReactElement {
  const t = useT();
  return (
    <SignedInOnly>
      <ScreenTitle title={t("lists")} hasBack />
      <NewList />
      <Lists />
    </SignedInOnly>
  );
}

function NewList(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const create = useMutation({
    mutationFn: () => createList(transport, title.trim()),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: LISTS });
      void navigate({ to: "/lists/$listId/edit", params: { listId: id } });
    },
  });
  return (
    <form
      className="space-y-2 border-b border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Labelled label={t("lists.new")}>
        {(id) => (
          <div className="flex items-end gap-2">
            <input
              id={id}
              value={title}
              required
              maxLength={100}
              dir="auto"
              placeholder={t("lists.name")}
              onChange={(event) => setTitle(event.target.value)}
              className={`${box} min-w-0 placeholder:text-soft`}
            />
            <Button type="submit" className="shrink-0" disabled={title.trim() === "" || create.isPending}>
              {t("lists.create")}
            </Button>
          </div>
        )}
      </Labelled>
      <FormError error={create.error} />
    </form>
  );
}

function Lists(): ReactElement {
  const t = useT();
  const { data, error, refetch } = useLists();
  if (data === undefined) {
    return error === null ? <LoadingPosts /> : <FailedState error={error} onRetry={() => void refetch()} />;
  }
  if (data.length === 0) return <EmptyState icon="list" text={t("empty.lists")} />;
  return (
    <ul>
      {data.map(({ id, title }) => (
        <li key={id}>
          <Link
            to="/lists/$listId"
            params={{ listId: id }}
            className="flex min-h-14 items-center gap-4 border-b border-line px-4 hover:bg-raised"
          >
            <Icon name="list" />
            <bdi className="min-w-0 flex-1 truncate font-semibold">{title}</bdi>
            <span className="rotate-180 text-soft">
              <Icon name="back" size="sm" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
