/** Mastodon: methods/instance, custom_emojis, announcements, directory of rules: what a client asks before its first screen. */

import {
  accounts,
  INSTANCE,
  moderators,
  readCounters,
  users,
  type AccountRow,
  type View,
} from "@mastic/core";
import type { Call } from "../call.ts";
import { instanceEntity, instanceV1Entity, type InstanceFigures } from "../entities/instance.ts";
import { ruleEntities } from "../entities/rule.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";

async function figures(call: Call): Promise<InstanceFigures> {
  const policy = await call.api.directory.policy();
  return call.api.context.store.view(INSTANCE, async (view) => {
    const counts = await readCounters(view);
    return { ...counts, policy, contact: await contactAccount(view) };
  });
}

/** Moderators that are no users, such as the operator's own commands, are passed over. */
const MODERATORS = 10;

/** The first moderator who is a user speaks for the instance. */
async function contactAccount(view: View): Promise<AccountRow | undefined> {
  const { rows } = await view.scan(moderators, { limit: MODERATORS });
  for (const { principal } of rows) {
    const user = await view.find(users, "principal", { principal });
    if (user !== undefined) return view.get(accounts, { id: user.id });
  }
  return undefined;
}

const empty = async (): Promise<ApiResponse> => ok([]);

export const instanceRoutes: readonly Route[] = [
  route("GET", "/api/v2/instance", "open", async (call) => ok(instanceEntity(call.api, await figures(call)))),
  route("GET", "/api/v1/instance", "open", async (call) =>
    ok(instanceV1Entity(call.api, await figures(call))),
  ),
  route("GET", "/api/v1/instance/peers", "open", empty),
  route("GET", "/api/v1/instance/activity", "open", empty),
  route("GET", "/api/v1/instance/rules", "open", async ({ api }) =>
    ok(ruleEntities(await api.directory.policy())),
  ),
  route("GET", "/api/v1/instance/domain_blocks", "open", empty),
  route("GET", "/api/v1/instance/languages", "open", async () => ok([{ code: "en", name: "English" }])),
  route("GET", "/api/v1/instance/translation_languages", "open", async () => ok({})),
  route("GET", "/api/v1/instance/extended_description", "open", async (call) =>
    ok({ updated_at: null, content: escapeText(call.api.context.instance.description) }),
  ),
  route("GET", "/api/v1/custom_emojis", "open", empty),
  route("GET", "/api/v1/announcements", "read:accounts", empty),
];

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
