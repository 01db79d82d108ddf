/** What a picture will look like, while it loads or is hidden (blurha.sh). */

import { decode } from "blurhash";
import { useEffect, useRef, type ReactElement } from "react";

const SIDE = 32;

export function Blurhash({ hash }: { readonly hash: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    try {
      const image = context.createImageData(SIDE, SIDE);
      image.data.set(decode(hash, SIDE, SIDE));
      context.putImageData(image, 0, 0);
    } catch {
      // A hash that cannot be read leaves the plain background.
    }
  }, [hash]);
  return (
    <canvas
      ref={canvas}
      width={SIDE}
      height={SIDE}
      aria-hidden="true"
      className="absolute inset-0 size-full"
    />
  );
}
