/** Chooses the hashtags at the top of one's profile; each is saved as it is added. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type ReactElement } from "react";
import { featureTag, unfeatureTag } from "../api/endpoints/featuredTags.ts";
import { Button, IconButton } from "../components/Button.tsx";
import { useApp } from "../hooks/app.ts";
import { featuredTagsQuery, useFeaturedTags } from "../hooks/useFeaturedTags.ts";
import { useRefusal } from "../hooks/useRefusal.ts";
import { useT } from "../i18n/useT.ts";

export function FeaturedTagsEditor({ accountId }: { readonly accountId: string }): ReactElement {
  const t = useT();
  const id = useId();
  const { transport } = useApp();
  const client = useQueryClient();
  const refuse = useRefusal();
  const { tags } = useFeaturedTags(accountId);
  const [text, setText] = useState("");
  const { mutate, isPending } = useMutation({
    mutationFn: (change: () => Promise<void>) => change(),
    onSuccess: () => client.invalidateQueries({ queryKey: featuredTagsQuery(accountId) }),
    onError: refuse,
  });
  const name = text.trim().replace(/^#/, "");
  return (
    <form
      className="border-t border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === "") return;
        mutate(() => featureTag(transport, name));
        setText("");
      }}
    >
      <label htmlFor={id} className="font-semibold">
        {t("featured.title")}
      </label>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {t("featured.hint")}
      </p>
      {tags.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li
              key={tag.id}
              className="flex items-center gap-1 rounded-full bg-tint ps-4 font-semibold text-accent"
            >
              <bdi>#{tag.name}</bdi>
              <IconButton
                icon="close"
                label={t("featured.remove", { tag: tag.name })}
                onClick={() => mutate(() => unfeatureTag(transport, tag.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 flex gap-2">
        <input
          id={id}
          value={text}
          dir="auto"
          autoCapitalize="none"
          aria-describedby={`${id}-hint`}
          placeholder="#"
          onChange={(event) => setText(event.target.value)}
          className="h-11 min-w-0 flex-1 rounded-xl border border-edge bg-paper px-4 placeholder:text-soft"
        />
        <Button type="submit" look="quiet" disabled={name === "" || isPending}>
          {t("featured.add")}
        </Button>
      </div>
    </form>
  );
}
