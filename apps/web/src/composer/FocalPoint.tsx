/**
 * What of a picture is always seen where it is cropped (Mastodon: "Focal points for cropping media thumbnails"): a tap
 * on the picture, or two sliders for whoever does not tap.
 */

import type { MouseEvent, ReactElement } from "react";
import type { Focus } from "../api/entities/media.ts";
import { useT } from "../i18n/useT.ts";

const STEP = 0.1;
const middle: Focus = { x: 0, y: 0 };

/** From -1 to 1, to two places as it is sent. */
function bounded(value: number): number {
  return Math.round(Math.min(1, Math.max(-1, value)) * 100) / 100;
}

export function FocalPoint({
  src,
  name,
  focus = middle,
  onChange,
}: {
  readonly src: string;
  readonly name: string;
  readonly focus: Focus | undefined;
  readonly onChange: (focus: Focus) => void;
}): ReactElement {
  const t = useT();
  const point = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onChange({
      x: bounded(((event.clientX - box.left) / box.width) * 2 - 1),
      y: bounded(1 - ((event.clientY - box.top) / box.height) * 2),
    });
  };
  return (
    <fieldset className="group">
      <legend className="sr-only">{t("focus.of", { name })}</legend>
      <div
        aria-hidden="true"
        title={t("focus.hint")}
        onClick={point}
        className="relative w-fit cursor-crosshair overflow-hidden rounded-xl bg-raised"
      >
        <img
          src={src}
          alt=""
          draggable={false}
          className="block max-h-36 min-h-16 max-w-32 min-w-16 sm:max-w-44 object-fill"
        />
        <span
          className="absolute size-6 -translate-1/2 rounded-full border-3 border-white bg-black/40 shadow-pop group-has-focus-visible:outline-3 group-has-focus-visible:outline-accent"
          style={{ left: `${(focus.x + 1) * 50}%`, top: `${(1 - focus.y) * 50}%` }}
        />
      </div>
      <Slider label={t("focus.across")} value={focus.x} onChange={(x) => onChange({ ...focus, x })} />
      <Slider label={t("focus.up")} value={focus.y} onChange={(y) => onChange({ ...focus, y })} />
    </fieldset>
  );
}

function Slider({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactElement {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={`${Math.round((value + 1) * 50)}%`}
      min={-1}
      max={1}
      step={STEP}
      value={value}
      onChange={(event) => onChange(bounded(Number(event.target.value)))}
      className="sr-only"
    />
  );
}
