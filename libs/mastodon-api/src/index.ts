// The Mastodon API as a function from request to response (docs.joinmastodon.org/methods), with its entities and its streams.

export { handleApi, refusalOf, routeOf } from "./handle.ts";
export { grants } from "./scopes.ts";
export { errorResponse, ApiError, type ErrorDetail, type Refusal, type RefusalStatus } from "./error.ts";
export { readInput, Input } from "./input.ts";
export type { Api, MediaPort, Viewer } from "./call.ts";
export type { Reported, ReportedEntities } from "./reported.ts";
export type { AccessToken, ApiRequest, ApiResponse, UploadedFile } from "./request.ts";
export type { Access, RateClass, Scope } from "./route.ts";
export { accountEntity, blobUrl, type JsonObject } from "./entities/account.ts";
export { notificationEntity } from "./entities/notification.ts";
export { roleEntity, type Standing } from "./entities/role.ts";
export { statusEntity } from "./entities/status.ts";
export { StreamHub, type StreamEvent, type Subscriber } from "./streaming/hub.ts";
export {
  mayHear,
  parseStream,
  streamLabel,
  streamOfPath,
  type Stream,
  type StreamRequest,
} from "./streaming/streamName.ts";
