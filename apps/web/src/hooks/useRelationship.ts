/** How the reader stands to somebody, and the ways to change it; shown at once, taken back when the node says no. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readRelationship, relate, type AccountAct, type MuteOptions } from "../api/endpoints/accounts.ts";
import type { Account, Relationship } from "../api/entities/account.ts";
import { useApp } from "./app.ts";
import { withdrawAccount } from "./timelineCache.ts";
import { useMe } from "./useMe.ts";
import { useNotice } from "./notice.ts";

const key = (id: string): readonly [string, string] => ["relationship", id];
export const profileQuery = (acct: string): readonly [string, string] => ["profile", acct];

/** Undefined while it is not known, for oneself, and for nobody signed in. */
export function useRelationship(id: string | undefined): Relationship | undefined {
  const { transport, sessionId } = useApp();
  const me = useMe();
  return (
    useQuery({
      queryKey: key(id ?? ""),
      queryFn: async () => (await readRelationship(transport, id ?? "")) ?? null,
      enabled: sessionId !== undefined && id !== undefined && me !== undefined && me.id !== id,
    }).data ?? undefined
  );
}

/** What the node will most likely say. */
function expected(before: Relationship, act: AccountAct, account: Account): Relationship {
  switch (act) {
    case "follow":
      return account.locked ? { ...before, requested: true } : { ...before, following: true };
    case "unfollow":
      return { ...before, following: false, requested: false };
    case "block":
      return { ...before, blocking: true, following: false, followed_by: false, requested: false };
    case "unblock":
      return { ...before, blocking: false };
    case "mute":
      return { ...before, muting: true };
    case "unmute":
      return { ...before, muting: false };
  }
}

interface Relate {
  readonly act: (act: AccountAct) => void;
  readonly mute: (options: MuteOptions) => void;
  readonly isPending: boolean;
}

export function useRelate(account: Account): Relate {
  const { transport, posts } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const { mutate, isPending } = useMutation({
    scope: { id: `account ${account.id}` },
    mutationFn: ({ act, options }: { act: AccountAct; options?: MuteOptions }) =>
      relate(transport, act, account.id, options),
    onMutate: ({ act }) => {
      const before = client.getQueryData<Relationship>(key(account.id));
      if (before !== undefined) client.setQueryData(key(account.id), expected(before, act, account));
      return before;
    },
    onSuccess: (relationship) => {
      client.setQueryData(key(account.id), relationship);
      // Nobody wants to wait for the next reading to see no more of somebody.
      if (relationship.muting || relationship.blocking) withdrawAccount(client, posts, account.id);
    },
    onError: (_error, _act, before) => {
      client.setQueryData(key(account.id), before);
      notify("error.act", "bad");
    },
    onSettled: (_relationship, _error, { act }) => {
      void client.invalidateQueries({ queryKey: profileQuery(account.acct) });
      // Whose posts are seen has changed.
      if (act !== "mute") void client.invalidateQueries({ queryKey: ["timeline", "home"] });
    },
  });
  return {
    act: (act) => mutate({ act }),
    mute: (options) => mutate({ act: "mute", options }),
    isPending,
  };
}
