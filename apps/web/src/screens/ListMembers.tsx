/** Who is on a list: found among the people one follows, added, and taken away. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState, type ReactElement } from "react";
import { searchPeople } from "../api/endpoints/accounts.ts";
import { changeMember, readMembers } from "../api/endpoints/lists.ts";
import type { Account } from "../api/entities/account.ts";
import { IconButton } from "../components/Button.tsx";
import { SearchField } from "../components/fields.tsx";
import { nameOf } from "../components/PersonName.tsx";
import { PersonRow } from "../components/PersonRow.tsx";
import { FailedState } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { timelineQuery } from "../hooks/timelineCache.ts";
import { useT } from "../i18n/useT.ts";

export function ListMembers({ listId }: { readonly listId: string }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const queryKey = ["list members", listId];
  const members = useQuery({ queryKey, queryFn: () => readMembers(transport, listId) });
  const found = useQuery({
    queryKey: ["people search", q],
    queryFn: ({ signal }) => searchPeople(transport, q, true, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const change = useMutation({
    mutationFn: ({ account, isMember }: { account: Account; isMember: boolean }) =>
      changeMember(transport, listId, account.id, isMember),
    onSuccess: (_nothing, { account, isMember }) => {
      client.setQueryData<Account[]>(queryKey, (known = []) => [
        ...(isMember ? [account] : []),
        ...known.filter(({ id }) => id !== account.id),
      ]);
      client.removeQueries({ queryKey: timelineQuery(`list:${listId}`) });
    },
    onError: () => notify("error.act", "bad"),
  });
  const known = new Set(members.data?.map(({ id }) => id));
  const others = q === "" ? [] : (found.data ?? []).filter(({ id }) => !known.has(id));
  return (
    <section>
      <div className="p-4">
        <SearchField label={t("lists.find")} value={text} onChange={setText} />
      </div>
      <ul>
        {others.map((account) => (
          <li key={account.id}>
            <PersonRow account={account}>
              <IconButton
                icon="plus"
                label={t("lists.add", { name: nameOf(account) })}
                onClick={() => change.mutate({ account, isMember: true })}
              />
            </PersonRow>
          </li>
        ))}
      </ul>
      <h2 className="border-b border-line px-4 pt-4 pb-2 font-bold text-soft">{t("lists.members")}</h2>
      {members.error !== null && <FailedState error={members.error} onRetry={() => void members.refetch()} />}
      {members.data?.length === 0 && <p className="p-4 text-soft">{t("empty.members")}</p>}
      <ul>
        {members.data?.map((account) => (
          <li key={account.id}>
            <PersonRow account={account}>
              <IconButton
                icon="close"
                label={t("lists.remove", { name: nameOf(account) })}
                onClick={() => change.mutate({ account, isMember: false })}
              />
            </PersonRow>
          </li>
        ))}
      </ul>
    </section>
  );
}
