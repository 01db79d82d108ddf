/** A picture of a profile: what it is now, and the way to another, which is cropped first. */

import { useEffect, useState, type ReactElement } from "react";
import { lazyDialog } from "../components/lazily.tsx";
import { withMessages } from "../i18n/locale.ts";
import { useT } from "../i18n/useT.ts";
import type { CropShape } from "./CropDialog.tsx";

const CropDialog = lazyDialog(withMessages(() => import("./CropDialog.tsx")));

export function PictureField({
  label,
  url,
  file,
  shape,
  className,
  onChange,
}: {
  readonly label: string;
  /** Of the picture that there is. */
  readonly url: string;
  /** The one that was chosen. */
  readonly file: File | undefined;
  readonly shape: CropShape;
  readonly className: string;
  readonly onChange: (file: File) => void;
}): ReactElement {
  const t = useT();
  const [preview, setPreview] = useState<string>();
  const [chosen, setChosen] = useState<File>();
  useEffect(() => {
    if (file === undefined) return undefined;
    const address = URL.createObjectURL(file);
    setPreview(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return (
    <>
      <label className="block cursor-pointer rounded-2xl focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        <span className="font-semibold">{label}</span>
        <span
          className={`relative mt-1 block h-32 max-w-full overflow-hidden rounded-2xl bg-raised ${className}`}
        >
          <img src={preview ?? url} alt="" className="size-full object-cover" />
          <span className="absolute inset-x-0 bottom-0 bg-black/70 py-1 text-center text-sm font-semibold text-white">
            {t("profile.choosePicture")}
          </span>
        </span>
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          className="sr-only"
          onChange={(event) => {
            const [next] = event.target.files ?? [];
            if (next !== undefined) setChosen(next);
            // The same file may be chosen again.
            event.target.value = "";
          }}
        />
      </label>
      {chosen !== undefined && (
        <CropDialog
          file={chosen}
          shape={shape}
          title={label}
          onDone={(picture) => {
            setChosen(undefined);
            onChange(picture);
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
