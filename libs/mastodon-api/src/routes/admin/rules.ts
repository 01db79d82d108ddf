/**
 * Pleroma's and Akkoma's methods for the rules of a node (docs: admin API, `/api/v1/pleroma/admin/rules`): Mastodon has its
 * own on pages. A rule's id is its place among the rules, and so is its priority; hints are not kept. An addition to both:
 * with `current_text`, a rule is changed or removed only where its place still holds that text.
 */

import type { Policy } from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import type { JsonObject } from "../../entities/account.ts";
import { ApiError } from "../../error.ts";
import { requireModerator } from "../../moderation.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

const PATH = "/api/v1/pleroma/admin/rules";

const entity = (text: string, index: number): JsonObject => ({
  id: (index + 1).toString(),
  priority: index + 1,
  text,
  hint: null,
});

/** The index of the rule that the path names. @throws {ApiError} 404, 409 where the client saw another one there */
function named(call: Call, { rules }: Policy): number {
  const id = call.params["id"] ?? "";
  const index = /^[1-9]\d{0,3}$/.test(id) ? Number(id) - 1 : rules.length;
  if (index >= rules.length) throw notFound();
  const seen = call.input.text("current_text");
  if (seen !== undefined && seen !== rules[index]) {
    throw new ApiError(409, "The rules have changed: another rule has this place now");
  }
  return index;
}

/** Where a rule is to stand among `count` others. */
function placeOf(call: Call, count: number, fallback: number): number {
  return call.input.integer("priority", { min: 1, max: count + 1, fallback: fallback + 1 }) - 1;
}

/** Puts a rule in its place. @returns it, as it is now known */
async function put(
  call: Call,
  change: (policy: Policy) => {
    readonly text: string;
    readonly others: readonly string[];
    readonly at: number;
  },
): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  let place = 0;
  const { rules } = await call.api.directory.updatePolicy(caller, (policy) => {
    const { text, others, at } = change(policy);
    place = at;
    return { rules: [...others.slice(0, at), text, ...others.slice(at)] };
  });
  return ok(entity(rules[place] ?? "", place));
}

export const adminRuleRoutes: readonly Route[] = [
  route("GET", PATH, "admin:read:rules", async (call) => {
    await requireModerator(call);
    return ok((await call.api.directory.policy()).rules.map(entity));
  }),
  route("POST", PATH, "admin:write:rules", (call) =>
    put(call, ({ rules }) => ({
      text: call.input.required("text"),
      others: rules,
      at: placeOf(call, rules.length, rules.length),
    })),
  ),
  route("PATCH", `${PATH}/:id`, "admin:write:rules", (call) =>
    put(call, (policy) => {
      const index = named(call, policy);
      const others = policy.rules.filter((_, i) => i !== index);
      const text = call.input.text("text") ?? policy.rules[index] ?? "";
      return { text, others, at: placeOf(call, others.length, index) };
    }),
  ),
  route("DELETE", `${PATH}/:id`, "admin:write:rules", async (call) => {
    const caller = await requireModerator(call);
    await call.api.directory.updatePolicy(caller, (policy) => {
      const index = named(call, policy);
      return { rules: policy.rules.filter((_, i) => i !== index) };
    });
    return ok({});
  }),
];
