// WebFinger for both sides, as steps without I/O. Entries of their own: host-meta, nodeinfo.

export { type Acct, formatAcct, isSameAcct, parseAccount, parseAcct } from "./acct.ts";
export { acctOfActor, type ActorNames, checkActorAccount } from "./actor-account.ts";
export { answerWebFinger, type LocalAccount, type WebFingerAnswer, webFingerAnswer } from "./answer.ts";
export {
  WebFingerError,
  type WebFingerErrorCode,
  type WebFingerErrorContext,
  type WebFingerErrorKind,
} from "./error.ts";
export { type HostReader, setHostReader, tryHost } from "./host.ts";
export { filterRel, type Jrd, type JrdLink, serializeJrd } from "./jrd.ts";
export { MAX_JRD_LENGTH } from "./limit.ts";
export {
  ACTOR_ACCEPT,
  type LookupOptions,
  type LookupRequest,
  webfingerRequest,
  webfingerRequestByTemplate,
} from "./lookup.ts";
export { parseJrd } from "./parse-jrd.ts";
export { parseWebFingerQuery, type WebFingerQuery } from "./query.ts";
export {
  type ExpectedAccount,
  type FoundAccount,
  type LookupResponse,
  readWebFinger,
} from "./read-answer.ts";
export {
  ACTIVITY_JSON,
  isActivityPubType,
  JRD_JSON,
  REL_AVATAR,
  REL_PROFILE_PAGE,
  REL_SELF,
  REL_SUBSCRIBE,
} from "./rel.ts";
export { type LocalNames, parseResource, type WebFingerResource } from "./resource.ts";
