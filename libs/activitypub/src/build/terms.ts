// The extension terms that documents are written with, in the namespaces that their authors publish.

/**
 * The terms of statuses, profiles and what is done with them in Mastodon: each vocabulary's prefix, then its terms. `@`
 * ends one whose values are ids, `+` one whose values are a list; `=` gives it another name in its namespace. Terms of a
 * published context stand after its URL.
 */
export const COMMON_TERMS =
  "as: manuallyApprovesFollowers alsoKnownAs@ movedTo@ Hashtag sensitive " +
  "toot: featured@ featuredTags@ discoverable indexable suspended memorial attributionDomains@ Emoji blurhash focalPoint+ " +
  "votersCount schema: PropertyValue value ostatus: conversation fep044f: quote@ quoteAuthorization@ " +
  "fedibird: quoteUri misskey: _misskey_quote " +
  "gts: interactionPolicy@ canLike@ canReply@ canAnnounce@ canQuote@ automaticApproval@ manualApproval@ " +
  "https://w3id.org/security/v1 publicKey https://www.w3.org/ns/did/v1 assertionMethod " +
  "https://w3id.org/security/multikey/v1 Multikey https://purl.archive.org/socialweb/webfinger webfinger";

/** All extension terms that this package knows. */
export const ALL_TERMS: string = /* @__PURE__ */ [
  COMMON_TERMS,
  "fep044f: QuoteRequest QuoteAuthorization fedibird: emojiReactions@ litepub: EmojiReact ChatMessage fepef61: gateways@+",
  "gts: approvedBy@ LikeRequest ReplyRequest AnnounceRequest LikeAuthorization=LikeApproval ReplyAuthorization",
  "AnnounceAuthorization likeAuthorization@ replyAuthorization@ announceAuthorization@ interactingObject@",
  "interactionTarget@",
].join(" ");
