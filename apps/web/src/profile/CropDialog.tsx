/** Chooses what of a picture is shown: moved and enlarged by pointer or keyboard, then cut out on this device. */

import { useEffect, useRef, useState, type PointerEvent, type ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { Modal } from "../components/Modal.tsx";
import { useT } from "../i18n/useT.ts";
import { cut, move, partOf, type Crop } from "./crop.ts";

export interface CropShape {
  /** Width by height. */
  readonly ratio: number;
  /** Of the result, in pixels; a smaller picture is not enlarged. */
  readonly width: number;
}

const middle: Crop = { x: 0.5, y: 0.5, zoom: 1 };
const MOST_ZOOM = 5;

export default function CropDialog({
  file,
  shape,
  title,
  onDone,
  onClose,
}: {
  readonly file: File;
  readonly shape: CropShape;
  readonly title: string;
  readonly onDone: (picture: File) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const [bitmap, setBitmap] = useState<ImageBitmap>();
  const [address, setAddress] = useState<string>();
  const [crop, setCrop] = useState(middle);
  const [isUnreadable, setUnreadable] = useState(false);
  const from = useRef<{ x: number; y: number }>(undefined);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    let isOver = false;
    setAddress(url);
    createImageBitmap(file).then(
      (decoded) => (isOver ? decoded.close() : setBitmap(decoded)),
      () => setUnreadable(true),
    );
    return () => {
      isOver = true;
      URL.revokeObjectURL(url);
    };
  }, [file]);

  const part = bitmap && partOf(bitmap, shape.ratio, crop);
  const change = (next: Partial<Crop>): void => {
    if (bitmap !== undefined) setCrop(move(bitmap, shape.ratio, { ...crop, ...next }));
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (from.current === undefined || bitmap === undefined || part === undefined) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    change({
      x: crop.x - ((event.clientX - from.current.x) / width) * (part.width / bitmap.width),
      y: crop.y - ((event.clientY - from.current.y) / height) * (part.height / bitmap.height),
    });
    from.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <Modal title={title} onClose={onClose}>
      <form
        className="flex flex-col gap-4 px-4 pb-6 sm:px-6"
        onSubmit={(event) => {
          event.preventDefault();
          // To React the form around the field is around this one as well.
          event.stopPropagation();
          if (bitmap !== undefined) void cut(bitmap, shape, crop, file).then(onDone);
        }}
      >
        {isUnreadable && (
          <p role="alert" className="font-medium text-bad">
            {t("crop.unreadable")}
          </p>
        )}
        <div
          aria-hidden="true"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            from.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={drag}
          onPointerUp={() => (from.current = undefined)}
          onPointerCancel={() => (from.current = undefined)}
          className={`relative mx-auto w-full touch-none overflow-hidden rounded-2xl bg-raised select-none active:cursor-grabbing ${shape.ratio === 1 ? "max-w-80" : ""} cursor-grab`}
          style={{ aspectRatio: shape.ratio }}
        >
          {bitmap !== undefined && part !== undefined && (
            <img
              src={address}
              alt=""
              draggable={false}
              className="absolute max-w-none"
              style={{
                width: `${(bitmap.width / part.width) * 100}%`,
                height: `${(bitmap.height / part.height) * 100}%`,
                left: `${(-part.left / part.width) * 100}%`,
                top: `${(-part.top / part.height) * 100}%`,
              }}
            />
          )}
        </div>
        <p className="text-sm text-soft">{t("crop.hint")}</p>
        <Slider
          label={t("crop.zoom")}
          value={crop.zoom}
          min={1}
          max={MOST_ZOOM}
          onChange={(zoom) => change({ zoom })}
        />
        <Slider label={t("focus.across")} value={crop.x} min={0} max={1} onChange={(x) => change({ x })} />
        <Slider label={t("crop.down")} value={crop.y} min={0} max={1} onChange={(y) => change({ y })} />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={bitmap === undefined}>
            {t("crop.use")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Slider({
  label,
  value,
  min,
  max,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}): ReactElement {
  return (
    <label className="flex items-center gap-4">
      <span className="w-36 shrink-0 text-sm font-semibold">{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step="any"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        onKeyDown={(event) => {
          // Without steps of their own some browsers move by a hundredth.
          const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          onChange(Math.min(max, Math.max(min, value + (by * (max - min)) / 40)));
        }}
        className="h-8 flex-1 accent-accent"
      />
    </label>
  );
}
