/** The pictures, videos and sounds of a post: hidden behind their blurhash where they are sensitive. */

import { useId, useState, type ReactElement } from "react";
import type { Media } from "../api/entities/media.ts";
import { lazyDialog } from "./lazily.tsx";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import { Blurhash } from "./Blurhash.tsx";
import { Icon } from "./Icon.tsx";

/** A single picture keeps its shape, within reason. */
function ratioOf({ meta }: Media): number {
  const size = meta?.small ?? meta?.original;
  return size === undefined || size.height === 0
    ? 16 / 9
    : Math.min(2.4, Math.max(0.8, size.width / size.height));
}

/** Players of sounds and links to files elsewhere are as high as they are. */
const hasShape = ({ type }: Media): boolean => type !== "audio" && type !== "unknown";

const Lightbox = lazyDialog(withMessages(() => import("./Lightbox.tsx")));

const columns: Readonly<Record<number, string>> = { 1: "grid-cols-1" };

export function PostMedia({
  media,
  sensitive,
}: {
  readonly media: readonly Media[];
  readonly sensitive: boolean;
}): ReactElement {
  const t = useT();
  const [hidden, setHidden] = useState(sensitive);
  const [opened, setOpened] = useState<Media>();
  const single = media.length === 1;
  return (
    <div className="relative mt-3">
      <ul className={`grid gap-1 overflow-hidden rounded-2xl ${columns[media.length] ?? "grid-cols-2"}`}>
        {media.map((item, index) => (
          <li
            key={item.id}
            // There is room for the button over what is hidden.
            className={`relative min-h-16 overflow-hidden bg-raised ${media.length === 3 && index === 0 ? "row-span-2" : ""}`}
            style={
              hasShape(item)
                ? { aspectRatio: single ? ratioOf(item) : media.length === 3 && index === 0 ? 0.88 : 1.78 }
                : undefined
            }
          >
            {item.blurhash !== null && <Blurhash hash={item.blurhash} />}
            {!hidden && <MediaItem item={item} onOpen={() => setOpened(item)} />}
          </li>
        ))}
      </ul>
      {hidden ? (
        <button
          type="button"
          onClick={() => setHidden(false)}
          className="absolute inset-0 flex items-center justify-center rounded-2xl"
        >
          <span className="flex items-center gap-2 rounded-full bg-card px-4 py-2 font-semibold text-ink shadow-pop">
            <Icon name="warning" /> {t("media.show")}
          </span>
        </button>
      ) : (
        sensitive && (
          <button
            type="button"
            onClick={() => setHidden(true)}
            // Over a picture, and below a player that it would cover.
            className={`rounded-full bg-card px-3 py-1 text-sm font-semibold text-ink ${media.some(hasShape) ? "absolute end-2 top-2" : "ms-auto mt-1 block border border-edge"}`}
          >
            {t("media.hide")}
          </button>
        )
      )}
      {opened !== undefined && <Lightbox media={media} start={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

function MediaItem({
  item,
  onOpen,
}: {
  readonly item: Media;
  readonly onOpen: () => void;
}): ReactElement | null {
  const t = useT();
  const label = item.description ?? undefined;
  if (item.url === null) {
    return item.remote_url === null ? null : (
      <a
        href={item.remote_url}
        target="_blank"
        rel="nofollow noopener noreferrer"
        className="relative flex items-center gap-2 p-4 text-accent underline"
      >
        <Icon name="link" /> {t("media.elsewhere")}
      </a>
    );
  }
  if (item.type === "audio") {
    return (
      <div className="relative p-3">
        <audio
          controls
          preload="none"
          src={item.url}
          aria-label={label ?? t("media.audio")}
          className="w-full"
        />
        {label !== undefined && <Description text={label} className="mt-2" />}
      </div>
    );
  }
  if (item.type === "video" || item.type === "gifv") {
    return (
      <>
        {/* Nothing plays, nor goes on in a loop, but on request: there is no motion to be reduced. */}
        <video
          controls
          preload="metadata"
          playsInline
          loop={item.type === "gifv"}
          src={item.url}
          poster={item.preview_url ?? undefined}
          aria-label={label ?? t("media.video")}
          className="relative size-full object-contain focus-visible:-outline-offset-4"
        />
        {label !== undefined && <Description text={label} className="absolute start-2 top-2 max-w-3/4" />}
      </>
    );
  }
  const { x = 0, y = 0 } = item.meta?.focus ?? {};
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={label === undefined ? t("media.open") : undefined}
      className="absolute inset-0 block size-full cursor-zoom-in focus-visible:outline-4 focus-visible:-outline-offset-4 focus-visible:after:absolute focus-visible:after:inset-1 focus-visible:after:border-2 focus-visible:after:border-card focus-visible:after:content-['']"
    >
      <img
        src={item.preview_url ?? item.url}
        alt={label ?? ""}
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
        style={{ objectPosition: `${50 + x * 50}% ${50 - y * 50}%` }}
      />
      {label !== undefined && (
        <span
          aria-hidden="true"
          className="absolute start-2 bottom-2 rounded-md bg-black/70 px-1.5 text-xs font-bold text-white"
        >
          ALT
        </span>
      )}
    </button>
  );
}

/** What a video or a sound is said to hold, for everybody: its player only tells those who do not see it. */
function Description({
  text,
  className,
}: {
  readonly text: string;
  readonly className: string;
}): ReactElement {
  const t = useT();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={className}>
      <button
        type="button"
        aria-label={t("media.description")}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="min-h-6 rounded-md bg-black/70 px-2 text-xs font-bold text-white"
      >
        ALT
      </button>
      <p
        id={id}
        hidden={!isOpen}
        tabIndex={0}
        dir="auto"
        className="mt-1 max-h-36 overflow-y-auto rounded-lg bg-black/85 p-2 text-sm wrap-anywhere whitespace-pre-line text-white focus-visible:-outline-offset-2"
      >
        {text}
      </p>
    </div>
  );
}
