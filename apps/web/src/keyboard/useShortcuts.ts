/** Listens for the keys of the map that work everywhere; feeds have a j and k of their own. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isNoShortcut } from "./isNoShortcut.ts";
import { hasFeed, stepOutside } from "./outsidePosts.ts";
import { places, postKeys } from "./shortcuts.ts";

/** How long `g` waits for its second key. */
const CHORD_MILLIS = 1_500;

const isKeyOf = <T extends object>(map: T, key: PropertyKey): key is keyof T => Object.hasOwn(map, key);

export function useShortcuts(actions: { readonly compose: () => void; readonly help: () => void }): void {
  const navigate = useNavigate();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (isNoShortcut(event)) return;
      const { key } = event;
      const isGoing = event.timeStamp < goUntil;
      goUntil = key === "g" ? event.timeStamp + CHORD_MILLIS : 0;
      if (isGoing && isKeyOf(places, key)) {
        event.preventDefault();
        void navigate({ to: places[key] });
      } else if (key === "?") latest.current.help();
      else if (key === "n") {
        event.preventDefault();
        latest.current.compose();
      } else if (key === "/") {
        event.preventDefault();
        void navigate({ to: "/search" });
      } else if (key === ".") press(document, "news");
      else if (key === "j" || key === "k") {
        if (!hasFeed() && stepOutside(key === "j" ? 1 : -1)) event.preventDefault();
      } else if (isKeyOf(postKeys, key)) {
        const focused = document.activeElement;
        // Enter on a link or button is theirs; the other keys are for the post that a thread is about, unless another is meant.
        const post =
          key === "Enter"
            ? focused
            : (focused?.closest("article[data-post]") ??
              document.querySelector("#main article[data-opened]"));
        if (post?.matches("article[data-post]") === true) {
          event.preventDefault();
          press(post, postKeys[key]);
        }
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [navigate]);
}

function press(within: ParentNode, act: string): void {
  within.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click();
}
