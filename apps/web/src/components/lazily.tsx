/**
 * Parts of the app that are loaded when they are needed. One that cannot be had takes nothing else with it, and is asked for
 * anew the next time: React's own `lazy` would throw then, and never ask again.
 */

import { useEffect, useEffectEvent, useState, type ComponentType, type ReactElement } from "react";
import { useNotice } from "../hooks/notice.ts";

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>;

interface Part<Props> {
  /** Undefined until it has come. */
  readonly here: () => ComponentType<Props> | undefined;
  readonly fetch: () => Promise<void>;
}

function partOf<Props>(load: Load<Props>): Part<Props> {
  let part: ComponentType<Props> | undefined;
  return {
    here: () => part,
    fetch: async () => {
      part = (await load()).default;
    },
  };
}

function usePart<Props>(part: Part<Props>, onFailure: () => void): ComponentType<Props> | undefined {
  const [, setHere] = useState(false);
  const fail = useEffectEvent(onFailure);
  useEffect(() => {
    if (part.here() !== undefined) return undefined;
    let isGone = false;
    part.fetch().then(
      () => !isGone && setHere(true),
      () => !isGone && fail(),
    );
    return () => {
      isGone = true;
    };
  }, [part]);
  return part.here();
}

/** What the screen can do without: nothing stands there until it has come. */
export function lazyExtra<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const part = partOf(load);
  return function LazyExtra(props: Props): ReactElement | null {
    const Part = usePart(part, () => undefined);
    return Part === undefined ? null : <Part {...props} />;
  };
}

/** What somebody asked for, such as a dialog: where it cannot be had, they are told, and it is closed. */
export function lazyDialog<Props extends { readonly onClose: () => void }>(
  load: Load<Props>,
): ComponentType<Props> {
  const part = partOf(load);
  return function LazyDialog(props: Props): ReactElement | null {
    const notify = useNotice();
    const Part = usePart(part, () => {
      notify("error.act", "bad");
      props.onClose();
    });
    return Part === undefined ? null : <Part {...props} />;
  };
}
