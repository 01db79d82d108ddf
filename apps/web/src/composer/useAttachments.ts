/** The media of a post that is being written: each is uploaded as soon as it is chosen. */

import { useCallback, useRef, useState } from "react";
import { describeMedia, uploadMedia } from "../api/endpoints/media.ts";
import type { Media } from "../api/entities/media.ts";
import { useApp } from "../hooks/app.ts";
import { useNotice } from "../hooks/notice.ts";

export interface Attachment {
  readonly key: number;
  readonly name: string;
  /** An address of the file on this device. */
  readonly preview: string;
  readonly isImage: boolean;
  /** Between 0 and 1, until the server has it. */
  readonly progress: number;
  readonly media: Media | undefined;
  readonly description: string;
}

export interface Attachments {
  readonly list: readonly Attachment[];
  readonly isUploading: boolean;
  add(files: readonly File[]): void;
  describe(key: number, description: string): void;
  remove(key: number): void;
  /** Tells the server the descriptions. @returns the ids of all */
  settle(): Promise<readonly string[]>;
}

export function useAttachments(most: number): Attachments {
  const { transport } = useApp();
  const notify = useNotice();
  const [list, setList] = useState<readonly Attachment[]>([]);
  const uploads = useRef(new Map<number, AbortController>());
  const nextKey = useRef(0);
  const change = useCallback(
    (key: number, more: Partial<Attachment>) =>
      setList((all) => all.map((it) => (it.key === key ? { ...it, ...more } : it))),
    [],
  );
  const drop = useCallback((key: number) => {
    uploads.current.get(key)?.abort();
    uploads.current.delete(key);
    setList((all) => {
      const gone = all.find((it) => it.key === key);
      if (gone !== undefined) URL.revokeObjectURL(gone.preview);
      return all.filter((it) => it.key !== key);
    });
  }, []);

  const add = (files: readonly File[]): void => {
    const fitting = files.slice(0, most - list.length);
    if (fitting.length < files.length) notify("compose.tooManyFiles", "bad");
    for (const file of fitting) {
      const key = (nextKey.current += 1);
      const controller = new AbortController();
      uploads.current.set(key, controller);
      const attachment = {
        key,
        name: file.name,
        preview: URL.createObjectURL(file),
        isImage: file.type.startsWith("image/"),
        progress: 0,
        media: undefined,
        description: "",
      };
      setList((all) => [...all, attachment]);
      uploadMedia(transport, file, (progress) => change(key, { progress }), controller.signal).then(
        (media) => change(key, { media, progress: 1 }),
        () => {
          if (controller.signal.aborted) return;
          notify("compose.uploadFailed", "bad");
          drop(key);
        },
      );
    }
  };

  return {
    list,
    isUploading: list.some(({ media }) => media === undefined),
    add,
    describe: (key, description) => change(key, { description }),
    remove: drop,
    async settle() {
      const uploaded = list.flatMap(({ media, description }) =>
        media === undefined ? [] : [{ media, description }],
      );
      await Promise.all(
        uploaded
          .filter(({ description }) => description.trim() !== "")
          .map(({ media, description }) => describeMedia(transport, media.id, description.trim())),
      );
      return uploaded.map(({ media }) => media.id);
    },
  };
}
