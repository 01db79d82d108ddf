/** One picture after the other, as large as the screen, and larger. */

import { Dialog } from "@base-ui/react/dialog";
import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import type { Media } from "../api/entities/media.ts";
import { useT } from "../i18n/useT.ts";
import { characterKeys } from "../keyboard/characterKeys.ts";
import { Blurhash } from "./Blurhash.tsx";
import { IconButton } from "./Button.tsx";
import { LARGEST_SCALE, type PictureView } from "./pictureView.ts";
import { useCloseOnBack } from "./useCloseOnBack.ts";
import { useFocusBefore } from "./useFocusBefore.ts";
import { usePictureView } from "./usePictureView.ts";

/** How much a press makes a picture larger, and how far an arrow key moves it, in pixels. */
const STEP = 2;
const KEY_PIXELS = 80;

const isRightToLeft = (): boolean => getComputedStyle(document.documentElement).direction === "rtl";
const isPicture = ({ type, url }: Media): boolean => url !== null && (type === "image" || type === "unknown");

/** @param media of a post; videos and sounds among them are passed over */
export default function Lightbox({
  media,
  start,
  onClose,
}: {
  readonly media: readonly Media[];
  readonly start: Media;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const finalFocus = useFocusBefore();
  useCloseOnBack(onClose);
  const pictures = media.filter(isPicture);
  const [index, setIndex] = useState(() => Math.max(0, pictures.indexOf(start)));
  const closeButton = useRef<HTMLButtonElement>(null);
  const item = pictures[index];
  const count = pictures.length;
  const { frame, picture, view, isHeld, zoom, move, reset, handlers } = usePictureView({
    onSwipe(way) {
      if (way === "down") onClose();
      else goTo(way === "left" ? "right" : "left");
    },
    onPressBeside: onClose,
  });
  const go = (by: number): void => {
    reset();
    setIndex((index + by + count) % count);
  };
  /** What follows stands at the end of the line. */
  const goTo = (side: "left" | "right"): void => go((side === "right") === isRightToLeft() ? -1 : 1);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => (view.scale > 1 ? move({ x: KEY_PIXELS, y: 0 }) : goTo("left")),
    ArrowRight: () => (view.scale > 1 ? move({ x: -KEY_PIXELS, y: 0 }) : goTo("right")),
    ...(view.scale > 1 && {
      ArrowUp: () => move({ x: 0, y: KEY_PIXELS }),
      ArrowDown: () => move({ x: 0, y: -KEY_PIXELS }),
    }),
    ...(characterKeys() === "on" && {
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      "0": reset,
    }),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const button = "bg-card text-ink focus-visible:outline-white aria-disabled:opacity-50";
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black" />
        <Dialog.Popup
          initialFocus={closeButton}
          finalFocus={finalFocus}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-50 flex flex-col gap-3 p-3 text-white outline-none"
        >
          <div className="flex items-center justify-end gap-2">
            <Dialog.Title
              aria-live="polite"
              className={count > 1 ? "min-w-0 flex-1 truncate ps-1 font-semibold" : "sr-only"}
            >
              {t("media.position", { index: index + 1, count })}
            </Dialog.Title>
            <IconButton
              icon="minus"
              label={t("media.zoomOut")}
              aria-disabled={view.scale <= 1}
              onClick={() => zoom(1 / STEP)}
              className={button}
            />
            <IconButton
              icon="plus"
              label={t("media.zoomIn")}
              aria-disabled={view.scale >= LARGEST_SCALE}
              onClick={() => zoom(STEP)}
              className={button}
            />
            <Dialog.Close
              ref={closeButton}
              render={<IconButton icon="close" label={t("close")} className={button} />}
            />
          </div>
          <div className="relative min-h-0 flex-1">
            <div
              ref={frame}
              {...handlers}
              className={`@container-size flex size-full touch-none items-center justify-center overflow-hidden select-none ${view.scale > 1 ? "cursor-grab" : ""}`}
            >
              <div
                ref={picture}
                className={`${isHeld ? "" : "transition-transform"} ${view.scale > 1 ? "" : "cursor-zoom-in"}`}
                style={placeOf(item, view)}
              >
                {item !== undefined && <Picture key={item.id} item={item} />}
              </div>
            </div>
            {count > 1 && (
              <>
                <IconButton
                  icon="back"
                  label={t("media.previous")}
                  onClick={() => go(-1)}
                  className={`absolute start-0 top-1/2 -translate-y-1/2 ${button}`}
                />
                <IconButton
                  icon="back"
                  label={t("media.next")}
                  onClick={() => go(1)}
                  className={`absolute end-0 top-1/2 -translate-y-1/2 -scale-x-100 ${button}`}
                />
              </>
            )}
          </div>
          {item?.description != null && (
            <Dialog.Description
              key={item.id}
              ref={reachable}
              dir="auto"
              className="mx-auto max-h-[25dvh] max-w-2xl overflow-y-auto rounded-sm text-center wrap-anywhere whitespace-pre-line"
            >
              {item.description}
            </Dialog.Description>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** As large as its frame and its pixels let it be, before it is there. */
function placeOf(item: Media | undefined, { scale, x, y }: PictureView): React.CSSProperties {
  const original = item?.meta?.original;
  const transform = `translate(${x}px, ${y}px) scale(${scale})`;
  if (original === undefined || original.height === 0) return { transform };
  const { width, height } = original;
  const ratio = width / height;
  return { transform, aspectRatio: ratio, width: `min(${width}px, 100cqw, ${ratio * 100}cqh)` };
}

function Picture({ item }: { readonly item: Media }): ReactElement {
  const [isLoaded, setLoaded] = useState(false);
  return (
    <div className="relative size-full overflow-hidden rounded-lg">
      {item.blurhash !== null && !isLoaded && <Blurhash hash={item.blurhash} />}
      <img
        src={item.url ?? undefined}
        alt={item.description ?? ""}
        draggable={false}
        onLoad={() => setLoaded(true)}
        className="relative max-h-[100cqh] w-full object-contain"
      />
    </div>
  );
}

/** A long description is read by the keyboard as well. */
function reachable(text: HTMLElement | null): void {
  if (text !== null && text.scrollHeight > text.clientHeight) text.tabIndex = 0;
}
