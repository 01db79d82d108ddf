/** The menu of a post, and the dialogs that it opens. */

import { useState, type ReactElement } from "react";
import type { Post } from "../api/entities/status.ts";
import { Icon } from "../components/Icon.tsx";
import { Menu } from "../components/Menu.tsx";
import { lazyDialog } from "../components/lazily.tsx";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import type { PersonQuestion } from "../profile/PersonItems.tsx";
import { PostItems, type PostQuestion } from "./PostItems.tsx";

const PostDialog = lazyDialog(withMessages(() => import("./PostDialog.tsx")));
const PersonDialog = lazyDialog(withMessages(() => import("../profile/PersonDialog.tsx")));

export function PostMenu({ post }: { readonly post: Post }): ReactElement {
  const t = useT();
  const [asked, setAsked] = useState<PostQuestion>();
  const [askedOfPerson, setAskedOfPerson] = useState<PersonQuestion>();
  return (
    <>
      <Menu
        label={t("post.more")}
        button={<Icon name="more" />}
        className="inline-flex size-10 items-center justify-center rounded-full hover:bg-raised hover:text-ink"
      >
        <PostItems post={post} onAsk={setAsked} onAskOfPerson={setAskedOfPerson} />
      </Menu>
      {asked !== undefined && <PostDialog post={post} question={asked} onClose={() => setAsked(undefined)} />}
      {askedOfPerson !== undefined && (
        <PersonDialog
          account={post.account}
          post={post}
          question={askedOfPerson}
          onClose={() => setAskedOfPerson(undefined)}
        />
      )}
    </>
  );
}
