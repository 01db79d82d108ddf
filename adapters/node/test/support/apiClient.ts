/** One signed-in person at the Mastodon API of a node, with the calls that the main job needs. */

import { z } from "zod";
import {
  accountEntity,
  contextEntity,
  notificationEntity,
  relationshipEntity,
  searchEntity,
  statusEntity,
  type AccountEntity,
  type NotificationEntity,
  type RelationshipEntity,
  type StatusEntity,
} from "./entities.ts";
import { waitFor } from "./waitFor.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Draft {
  readonly status?: string;
  readonly visibility?: StatusEntity["visibility"];
  readonly in_reply_to_id?: string;
  readonly quoted_status_id?: string;
  readonly spoiler_text?: string;
  readonly media_ids?: readonly string[];
  readonly poll?: { readonly options: readonly string[]; readonly expires_in: number };
}

type StatusAct =
  | "favourite" | "unfavourite" | "reblog" | "unreblog" | "bookmark" | "unbookmark" | "pin" | "unpin"; // prettier-ignore
type AccountAct = "follow" | "unfollow" | "block" | "unblock" | "mute" | "unmute";

export class ApiClient {
  readonly origin: string;
  /** `null` for nobody. */
  readonly accessToken: string | null;

  constructor(origin: string, accessToken: string | null) {
    this.origin = origin;
    this.accessToken = accessToken;
  }

  /** Any call, whatever it answers. @param body sent as JSON, or as the form that it is */
  async call(method: string, path: string, body?: object): Promise<ApiAnswer> {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(new URL(path, this.origin), {
      method,
      headers: {
        ...(this.accessToken === null ? {} : { authorization: `Bearer ${this.accessToken}` }),
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** A call that must succeed. @throws {Error} for any other answer than 2xx */
  async expect<T>(shape: z.ZodType<T>, method: string, path: string, body?: object): Promise<T> {
    const answer = await this.call(method, path, body);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return shape.parse(answer.body);
  }

  me(): Promise<AccountEntity> {
    return this.expect(accountEntity, "GET", "/api/v1/accounts/verify_credentials");
  }

  publish(draft: string | Draft): Promise<StatusEntity> {
    const body = typeof draft === "string" ? { status: draft } : draft;
    return this.expect(statusEntity, "POST", "/api/v1/statuses", body);
  }

  edit(id: string, status: string): Promise<StatusEntity> {
    return this.expect(statusEntity, "PUT", `/api/v1/statuses/${id}`, { status });
  }

  async delete(id: string): Promise<void> {
    await this.expect(z.unknown(), "DELETE", `/api/v1/statuses/${id}`);
  }

  status(id: string): Promise<StatusEntity> {
    return this.expect(statusEntity, "GET", `/api/v1/statuses/${id}`);
  }

  act(act: StatusAct, statusId: string): Promise<StatusEntity> {
    return this.expect(statusEntity, "POST", `/api/v1/statuses/${statusId}/${act}`);
  }

  relate(act: AccountAct, accountId: string): Promise<RelationshipEntity> {
    return this.expect(relationshipEntity, "POST", `/api/v1/accounts/${accountId}/${act}`);
  }

  answerFollow(answer: "authorize" | "reject", accountId: string): Promise<RelationshipEntity> {
    return this.expect(relationshipEntity, "POST", `/api/v1/follow_requests/${accountId}/${answer}`);
  }

  followRequests(): Promise<AccountEntity[]> {
    return this.expect(z.array(accountEntity), "GET", "/api/v1/follow_requests");
  }

  async relationship(accountId: string): Promise<RelationshipEntity> {
    const path = `/api/v1/accounts/relationships?id[]=${accountId}`;
    const [relationship] = await this.expect(z.array(relationshipEntity), "GET", path);
    if (relationship === undefined) throw new Error(`No relationship with ${accountId}.`);
    return relationship;
  }

  home(limit = 40): Promise<StatusEntity[]> {
    return this.expect(z.array(statusEntity), "GET", `/api/v1/timelines/home?limit=${limit}`);
  }

  notifications(): Promise<NotificationEntity[]> {
    return this.expect(z.array(notificationEntity), "GET", "/api/v1/notifications?limit=80");
  }

  context(statusId: string): Promise<z.infer<typeof contextEntity>> {
    return this.expect(contextEntity, "GET", `/api/v1/statuses/${statusId}/context`);
  }

  accountStatuses(accountId: string): Promise<StatusEntity[]> {
    return this.expect(z.array(statusEntity), "GET", `/api/v1/accounts/${accountId}/statuses`);
  }

  search(query: string): Promise<z.infer<typeof searchEntity>> {
    const path = `/api/v2/search?resolve=true&q=${encodeURIComponent(query)}`;
    return this.expect(searchEntity, "GET", path);
  }

  /** The account at an address or URI elsewhere, as the search of a client finds it. */
  async resolveAccount(query: string): Promise<AccountEntity> {
    const [account] = (await this.search(query)).accounts;
    if (account === undefined) throw new Error(`${query} was not found.`);
    return account;
  }

  /** The status at a URI elsewhere. */
  async resolveStatus(uri: string): Promise<StatusEntity> {
    const [status] = (await this.search(uri)).statuses;
    if (status === undefined) throw new Error(`${uri} was not found.`);
    return status;
  }

  /** Waits until the home timeline shows a status that is as wanted. */
  seesAtHome(what: string, isWanted: (status: StatusEntity) => boolean): Promise<StatusEntity> {
    return waitFor(`${what} in the home timeline`, async () => (await this.home()).find(isWanted));
  }

  /** Waits for a notification. */
  isNotified(
    type: string,
    isWanted: (notification: NotificationEntity) => boolean = () => true,
  ): Promise<NotificationEntity> {
    return waitFor(`a notification of type ${type}`, async () =>
      (await this.notifications()).find((it) => it.type === type && isWanted(it)),
    );
  }

  /** Waits until the status is as wanted. */
  seesStatus(what: string, id: string, isWanted: (status: StatusEntity) => boolean): Promise<StatusEntity> {
    return waitFor(what, async () => {
      const status = await this.status(id);
      return isWanted(status) ? status : undefined;
    });
  }
}
