// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "activitypub", module: 'export * from "@mastic/activitypub";', budget: 28_000 },
  {
    name: "activitypub: parse and build Create, Note, Person, Follow",
    module: 'export { activitiesOf, actorsOf, builder, contentsOf, parser } from "@mastic/activitypub";',
    budget: 6_000,
  },
  {
    name: "activitypub: the same, built with every extension term",
    module: 'export { activitiesOf, actorsOf, buildObject, contentsOf, parser } from "@mastic/activitypub";',
    budget: 6_200,
  },
  {
    name: "activitypub: the same, built from Mastodon's properties",
    module:
      'export { activitiesOf, actorsOf, buildActor, buildCreate, buildFollow, buildNote, contentsOf, parser } from "@mastic/activitypub";',
    budget: 7_400,
  },
  {
    name: "activitypub: parse statuses, profiles and what is done with them",
    module: 'export { activities, actors, contents, parser } from "@mastic/activitypub";',
    budget: 6_000,
  },
  {
    name: "activitypub: parse with the whole vocabulary",
    module: 'export { parse } from "@mastic/activitypub";',
    budget: 6_800,
  },
  {
    name: "activitypub: build anything",
    module: 'export { buildObject } from "@mastic/activitypub";',
    budget: 1_800,
  },
  {
    name: "activitypub: sanitise HTML",
    module: 'export { sanitizeHtml } from "@mastic/activitypub";',
    budget: 6_100,
  },
  {
    name: "activitypub: one small function",
    module: 'export { isPublic } from "@mastic/activitypub";',
    budget: 250,
  },
];
