/** The media of a post that is being written: each is uploaded as soon as it is chosen. */

import { useCallback, useEffect, useRef, useState } from "react";
import { changeMedia, readMedia, uploadMedia, type MediaChange } from "../api/endpoints/media.ts";
import type { Focus, Media } from "../api/entities/media.ts";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";
import { ApiError } from "../ports/apiError.ts";
import type { DraftFile } from "./draft.ts";
import { isUnsupported, refusalOf, type FileRefusal, type UploadLimits } from "./refusedFile.ts";

export interface Attachment {
  readonly key: number;
  readonly name: string;
  /** An address of the picture, on this device or at the server. */
  readonly preview: string;
  readonly isImage: boolean;
  /** Between 0 and 1, until the server has it. */
  readonly progress: number;
  readonly media: Media | undefined;
  readonly description: string;
  /** What is seen of the picture where it is cropped. */
  readonly focus: Focus | undefined;
  readonly failure: UploadFailure | undefined;
}

/** Why the server does not have a file: it would not take it, or could not be given it, which may be tried again. */
export type UploadFailure =
  | { readonly kind: "refused"; readonly refusal: FileRefusal }
  | { readonly kind: "failed"; readonly error: unknown; readonly retry: () => void };

export interface Attachments {
  readonly list: readonly Attachment[];
  /** Whether the server has all of them. */
  readonly isComplete: boolean;
  /** The files of the draft that are not in the list yet, since nobody knows whether the server still has them. */
  readonly awaited: readonly DraftFile[];
  /** Why they were not read; null while they are. */
  readonly failure: unknown;
  /** Reads them once more. */
  retry(): void;
  /** Goes on without them. */
  giveUp(): void;
  add(files: readonly File[]): void;
  change(key: number, change: Partial<Pick<Attachment, "description" | "focus">>): void;
  remove(key: number): void;
  /** The files that the server has, or had when the draft was kept, with what is to be said of them. */
  files(): DraftFile[];
  /** What is to be said of them and the server does not know yet. */
  changes(): MediaChange[];
}

let lastKey = 0;
const nextKey = (): number => (lastKey += 1);

function known(media: Media, file?: DraftFile): Attachment {
  return {
    key: nextKey(),
    name: media.description ?? media.type,
    preview: media.preview_url ?? media.url ?? "",
    isImage: media.type === "image" || media.type === "gifv",
    progress: 1,
    media,
    description: file?.description ?? media.description ?? "",
    focus: file?.focus ?? media.meta?.focus,
    failure: undefined,
  };
}

/**
 * @param most how many files a post can have
 * @param limits what the server says of files, once it has
 * @param first what the post has already
 * @param kept the files of a draft; undefined without one
 */
export function useAttachments(
  most: number,
  limits: UploadLimits | undefined,
  first: readonly Media[],
  kept: readonly DraftFile[] | undefined,
): Attachments {
  const { transport, capabilities } = useApp();
  const notify = useNotice();
  const [list, setList] = useState<readonly Attachment[]>(() =>
    kept === undefined ? first.map((media) => known(media)) : [],
  );
  const [awaited, setAwaited] = useState(kept ?? []);
  const [failure, setFailure] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const uploads = useRef(new Map<number, AbortController>());
  const patch = useCallback(
    (key: number, more: Partial<Attachment>) =>
      setList((all) => all.map((it) => (it.key === key ? { ...it, ...more } : it))),
    [],
  );
  const drop = useCallback((key: number) => {
    uploads.current.get(key)?.abort();
    uploads.current.delete(key);
    setList((all) => {
      const gone = all.find((it) => it.key === key);
      if (gone?.preview.startsWith("blob:") === true) URL.revokeObjectURL(gone.preview);
      return all.filter((it) => it.key !== key);
    });
  }, []);

  const retry = useCallback(() => {
    setFailure(null);
    setAttempt((it) => it + 1);
  }, []);
  useEffect(() => {
    if (awaited.length === 0) return undefined;
    let isOver = false;
    const find = async (file: DraftFile): Promise<Attachment[]> => {
      const own = first.find(({ id }) => id === file.id);
      if (own !== undefined) return [known(own, file)];
      try {
        return [known(await readMedia(transport, file.id), file)];
      } catch (error) {
        // What waited too long the server has thrown away; any other failure says nothing about the file.
        if (error instanceof ApiError && error.code === "not_found") return [];
        throw error;
      }
    };
    // All or none: they stand in the order in which they were chosen.
    Promise.all(awaited.map(find)).then(
      (found) => {
        if (isOver) return;
        setList((all) => [...found.flat(), ...all]);
        setAwaited([]);
      },
      (error: unknown) => {
        if (!isOver) setFailure(error);
      },
    );
    return () => {
      isOver = true;
    };
    // What a draft held is read once, and again when somebody wants it.
  }, [attempt]);
  useEffect(() => {
    if (failure === null) return undefined;
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [failure, retry]);

  const upload = (key: number, file: File): void => {
    const controller = new AbortController();
    uploads.current.set(key, controller);
    patch(key, { progress: 0, failure: undefined });
    uploadMedia(transport, file, (progress) => patch(key, { progress }), controller.signal).then(
      (media) => patch(key, { media, progress: 1 }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        patch(key, {
          failure: isUnsupported(error)
            ? { kind: "refused", refusal: { id: "compose.unsupportedFile" } }
            : { kind: "failed", error, retry: () => upload(key, file) },
        });
      },
    );
  };
  const add = (files: readonly File[]): void => {
    const fitting = files.slice(0, Math.max(0, most - awaited.length - list.length));
    if (fitting.length < files.length) notify("compose.tooManyFiles", "bad");
    for (const file of fitting) {
      const key = nextKey();
      const refusal = limits && refusalOf(file, limits, capabilities.limitsUploads);
      const attachment = {
        key,
        name: file.name,
        preview: URL.createObjectURL(file),
        isImage: file.type.startsWith("image/"),
        progress: 0,
        media: undefined,
        description: "",
        focus: undefined,
        failure: refusal && ({ kind: "refused", refusal } as const),
      };
      setList((all) => [...all, attachment]);
      if (refusal === undefined) upload(key, file);
    }
  };
  const files = (): DraftFile[] => [
    ...awaited,
    ...list.flatMap(({ media, description, focus }) =>
      media === undefined
        ? []
        : [{ id: media.id, description: description.trim(), ...(focus === undefined ? {} : { focus }) }],
    ),
  ];

  return {
    list,
    isComplete: awaited.length === 0 && list.every(({ media }) => media !== undefined),
    awaited,
    failure,
    retry,
    giveUp: () => {
      setAwaited([]);
      setFailure(null);
    },
    add,
    change: patch,
    remove: drop,
    files,
    changes: () =>
      files().filter(({ id, description, focus }) => {
        const media = list.find((it) => it.media?.id === id)?.media;
        const { x, y } = media?.meta?.focus ?? { x: 0, y: 0 };
        const isMoved = focus !== undefined && (focus.x !== x || focus.y !== y);
        return isMoved || description !== (media?.description ?? "");
      }),
  };
}

/** Tells the server what is to be said of files that belong to no post yet. */
export function useDescribe(): (changes: readonly MediaChange[]) => Promise<void> {
  const { transport } = useApp();
  return async (changes) => {
    await Promise.all(changes.map((change) => changeMedia(transport, change)));
  };
}
