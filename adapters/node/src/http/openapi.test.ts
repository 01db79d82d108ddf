/** Answers of the API against an independent OpenAPI description of Mastodon 4.5, where one is at hand. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { signUp, startTestServer, type Person, type TestServer } from "../server.test-support.ts";

const name = "shared/reference/mastodon-openapi-4.5.json";
const places = ["../../../../..", "../../../../../.."].map((up) => join(import.meta.dirname, up, name));
const file = [process.env["MASTODON_OPENAPI"] ?? "", ...places].find((path) => existsSync(path));

const description = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

describe.skipIf(file === undefined)(
  "answers are as the OpenAPI description says (MASTODON_OPENAPI names the file)",
  () => {
    let server: TestServer;
    let alice: Person;
    const ids = { account: "", status: "" };
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

    beforeAll(async () => {
      ajv.addSchema(description.parse(JSON.parse(readFileSync(file ?? "", "utf8"))), "mastodon");
      server = await startTestServer();
      alice = await signUp(server, "alice");
      const bob = await signUp(server, "bob");
      ids.account = await alice.id();
      ids.status = await alice.publish({ status: "Hello #world @bob", spoiler_text: "CW", language: "en" });
      await bob.call("POST", `/api/v1/statuses/${ids.status}/favourite`);
      await bob.call("POST", `/api/v1/statuses/${ids.status}/reblog`);
      await bob.call("POST", `/api/v1/accounts/${ids.account}/follow`);
      await alice.call("PUT", `/api/v1/statuses/${ids.status}`, { status: "Hello again #world @bob" });
      await alice.call("POST", "/api/v1/featured_tags", { name: "world" });
      await alice.call("POST", "/api/v1/markers", { home: { last_read_id: ids.status } });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    it.each<[path: string, which?: "account" | "status" | undefined, query?: string]>([
      ["/api/v1/accounts/verify_credentials"],
      ["/api/v1/accounts/{id}", "account"],
      ["/api/v1/accounts/{id}/statuses", "account"],
      ["/api/v1/accounts/{id}/followers", "account"],
      ["/api/v1/accounts/{id}/following", "account"],
      ["/api/v1/accounts/{id}/featured_tags", "account"],
      ["/api/v1/accounts/lookup", undefined, "?acct=alice"],
      ["/api/v1/accounts/relationships", undefined, "?id[]=1"],
      ["/api/v1/accounts/search", undefined, "?q=bob"],
      ["/api/v1/statuses/{id}", "status"],
      ["/api/v1/statuses/{id}/context", "status"],
      ["/api/v1/statuses/{id}/history", "status"],
      ["/api/v1/statuses/{id}/source", "status"],
      ["/api/v1/statuses/{id}/favourited_by", "status"],
      ["/api/v1/statuses/{id}/reblogged_by", "status"],
      ["/api/v1/timelines/home"],
      ["/api/v1/timelines/public"],
      ["/api/v1/notifications"],
      ["/api/v2/notifications"],

      ["/api/v2/notifications/policy"],
      ["/api/v1/instance"],
      ["/api/v2/instance"],

      ["/api/v1/markers", undefined, "?timeline[]=home"],
      ["/api/v1/featured_tags"],
      ["/api/v1/directory"],
      ["/api/v1/favourites"],
      ["/api/v1/bookmarks"],
      ["/api/v1/blocks"],
      ["/api/v1/mutes"],
      ["/api/v1/follow_requests"],
      ["/api/v1/lists"],
      ["/api/v2/filters"],
      ["/api/v1/custom_emojis"],
      ["/api/v1/announcements"],
      ["/api/v2/search", undefined, "?q=alice"],
      ["/api/v1/apps/verify_credentials"],
      ["/api/v1/conversations"],
      ["/api/v1/trends/tags"],
    ])("GET %s", async (path, which, query = "") => {
      // prettier-ignore
      const answer = await alice.call("GET", path.replace("{id}", which === undefined ? "" : ids[which]) + query);
      expect(answer.status).toBe(200);
      const pointer = `/paths/${path.replaceAll("/", "~1")}/get/responses/200/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: `mastodon#${encodeURI(pointer)}` });
      validate(answer.body);
      expect(validate.errors ?? []).toEqual([]);
    });
  },
);
