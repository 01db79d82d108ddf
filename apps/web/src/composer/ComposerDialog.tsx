/** Where posts are written: a dialog, which waits for what it has to begin with. */

import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { readSource } from "../api/endpoints/publishing.ts";
import { Modal } from "../components/Modal.tsx";
import { FailedState, LoadingPosts } from "../components/states.tsx";
import { useApp } from "../hooks/app.ts";
import type { ComposeRequest } from "../hooks/compose.ts";
import { useMe } from "../hooks/useMe.ts";
import { useLanguage, useT } from "../i18n/useT.ts";
import { ComposerForm } from "./ComposerForm.tsx";
import { startingPoint } from "./startingPoint.ts";

export default function ComposerDialog({
  request,
  onClose,
}: {
  readonly request: ComposeRequest;
  readonly onClose: () => void;
}): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const me = useMe();
  const language = useLanguage();
  const { edited, inReplyTo, quoted } = request;
  const source = useQuery({
    queryKey: ["source", edited?.id],
    queryFn: () => readSource(transport, edited?.id ?? ""),
    enabled: edited !== undefined,
    // What is edited is the version that there is now.
    staleTime: 0,
    gcTime: 0,
  });
  const isReady = me !== undefined && (edited === undefined || source.data !== undefined);
  const answer = inReplyTo === undefined ? "compose.new" : "compose.answer";
  const title = edited !== undefined ? "compose.edit" : quoted === undefined ? answer : "post.quote";
  return (
    <Modal title={t(title)} onClose={onClose}>
      {isReady ? (
        <ComposerForm
          request={request}
          start={startingPoint(request, me, language, source.data)}
          onClose={onClose}
        />
      ) : source.error === null ? (
        <LoadingPosts />
      ) : (
        <FailedState error={source.error} onRetry={() => void source.refetch()} />
      )}
    </Modal>
  );
}
