// WebFinger, host-meta and NodeInfo for both sides, as steps without I/O.

export { type Acct, formatAcct, isSameAcct, parseAccount, parseAcct } from "./acct.ts";
export { acctOfActor, type ActorNames, checkActorAccount } from "./actor-account.ts";
export { answerWebFinger, type LocalAccount, type WebFingerAnswer, webFingerAnswer } from "./answer.ts";
export {
  WebFingerError,
  type WebFingerErrorCode,
  type WebFingerErrorContext,
  type WebFingerErrorKind,
} from "./error.ts";
export { parseHostMeta, webfingerTemplate, writeHostMetaJson, writeHostMetaXml } from "./host-meta.ts";
export { filterRel, type Jrd, type JrdLink, MAX_JRD_LENGTH, parseJrd, serializeJrd } from "./jrd.ts";
export {
  ACTOR_ACCEPT,
  type LookupOptions,
  type LookupRequest,
  webfingerRequest,
  webfingerRequestByTemplate,
} from "./lookup.ts";
export {
  buildNodeInfoDiscovery,
  type NodeInfoLinks,
  nodeInfoMediaType,
  type NodeInfoVersion,
  parseNodeInfoDiscovery,
} from "./nodeinfo/discovery.ts";
export { buildNodeInfo, type NodeInfo, type NodeInfoDocument, parseNodeInfo } from "./nodeinfo/document.ts";
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
  REL_LRDD,
  REL_PROFILE_PAGE,
  REL_SELF,
  REL_SUBSCRIBE,
  XRD_XML,
} from "./rel.ts";
export { type LocalNames, parseResource, type WebFingerResource } from "./resource.ts";
