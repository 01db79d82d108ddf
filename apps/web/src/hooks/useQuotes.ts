/** Who may quote a post of one's own, and an end to a quote of one. */

import { useMutation } from "@tanstack/react-query";
import { revokeQuote, setQuotePolicy } from "../api/endpoints/quotes.ts";
import type { Post, QuotePolicy } from "../api/entities/status.ts";
import { useApp } from "./app.ts";
import { useNotice } from "./notice.ts";
import { useRefusal } from "./useRefusal.ts";

/** @param post that quotes one's own */
export function useRevokeQuote(post: Post): () => void {
  const { transport, posts } = useApp();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    mutationFn: () => revokeQuote(transport, post.quote?.quoted_status?.id ?? "", post.id),
    onSuccess: (status) => {
      posts.put(status);
      notify("post.quoteRevoked");
    },
    onError: refuse,
  });
  return () => mutate();
}

export function useQuotePolicy(id: string, onSaved: () => void): (policy: QuotePolicy) => void {
  const { transport, posts } = useApp();
  const notify = useNotice();
  const refuse = useRefusal();
  const { mutate } = useMutation({
    mutationFn: (policy: QuotePolicy) => setQuotePolicy(transport, id, policy),
    onSuccess: (status) => {
      posts.put(status);
      notify("saved");
      onSaved();
    },
    onError: refuse,
  });
  return mutate;
}
