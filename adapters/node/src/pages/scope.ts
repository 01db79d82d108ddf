/** What a scope lets an application do, in words for the consent page (Mastodon: OAuth scopes). */

import { english, type TextId } from "../language/english.ts";
import type { Language } from "../language/language.ts";

function isText(id: string): id is TextId {
  return Object.hasOwn(english, id);
}

export function describeScope(language: Language, scope: string): string {
  const [verb, resource] = scope.split(":");
  switch (verb) {
    case "read":
    case "write": {
      if (resource === undefined) return language.text(`scope.${verb}`);
      const id = `resource.${resource}`;
      return language.text(`scope.${verb}Some`, { resource: isText(id) ? language.text(id) : resource });
    }
    case "follow":
    case "push":
    case "profile":
      return language.text(`scope.${verb}`);
    default:
      return language.text("scope.moderate", { scope });
  }
}
