export { Acct, foldUserpart, splitAcct, USERPART_MAX_LENGTH } from "./acct.ts";
export { Handle, HANDLE_MAX_LENGTH, isReservedHandle, parseClaimableHandle } from "./handle.ts";
export { Hashtag, HASHTAG_MAX_LENGTH } from "./hashtag.ts";
export { canonicalHost, Host, HOST_MAX_OCTETS, type HttpScheme } from "./host.ts";
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
export { HttpUrl, parseUrl, sameOrigin, tryParseUrl, URL_MAX_LENGTH, type ParsedUrl } from "./url.ts";
export { ValidationError, type Fault, type ValidationErrorCode } from "./validation-error.ts";
export type { Branded, Validator } from "./validator.ts";
