// What fields of a node may hold (spec 04), each with a parser that says what is wrong.

export { Acct, foldUserpart, splitAcct, USERPART_MAX_LENGTH } from "./acct.ts";
export { Blurhash, BLURHASH_MAX_LENGTH, BLURHASH_MIN_LENGTH } from "./blurhash.ts";
export {
  boundedInteger,
  FeaturedTagPosition,
  PinnedStatusPosition,
  ProfileFieldPosition,
} from "./bounded-integer.ts";
export { boundedText } from "./bounded-text.ts";
export {
  Bio,
  DisplayName,
  MediaDescription,
  ProfileFieldName,
  ProfileFieldValue,
  ReportReason,
  SpoilerText,
} from "./field-texts.ts";
export { Handle, HANDLE_MAX_LENGTH, isReservedHandle, parseClaimableHandle } from "./handle.ts";
export { Hashtag, HASHTAG_MAX_LENGTH } from "./hashtag.ts";
export { canonicalHost, Host, tryCanonicalDomain, tryCanonicalHost } from "./host.ts";
export { setDomainToAscii, type DomainToAscii } from "./international.ts";
export {
  formatLocalUri,
  parseLocalUri,
  PublicUrl,
  type ActorCollection,
  type LocalResource,
} from "./local-uri.ts";
export { MimeType, MIME_TYPE_MAX_LENGTH } from "./mime-type.ts";
export type { ParsedUrl } from "./normalise-url.ts";
export { nullable } from "./nullable.ts";
export { ProfileFields, PROFILE_FIELDS_MAX, type ProfileField } from "./profile-fields.ts";
export { HOST_MAX_OCTETS, type HttpScheme } from "./read-host.ts";
export { reservedHandles } from "./reserved-handles.ts";
export { countScalarValues } from "./scalar-values.ts";
export {
  scanText,
  type HashtagEntity,
  type LinkEntity,
  type MentionEntity,
  type TextEntity,
} from "./scan-text.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "./standard-schema.ts";
export {
  LINK_LENGTH,
  STATUS_MAX_LENGTH,
  statusContent,
  StatusContent,
  statusLength,
} from "./status-content.ts";
export { Uri } from "./uri.ts";
export { tryUrlOrigin, URL_MAX_LENGTH, type UrlOrigin } from "./url-origin.ts";
export { HttpUrl, parseUrl, sameOrigin, tryParseUrl } from "./url.ts";
export { ValidationError, type Fault, type ValidationErrorCode } from "./validation-error.ts";
export type { Branded, Parser, Validator } from "./validator.ts";
