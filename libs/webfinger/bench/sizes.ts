// What imports of this package may weigh, with all that they need.

import type { ImportBudget } from "../../../scripts/bundle-size.test-support.ts";

export const SIZES: readonly ImportBudget[] = [
  { name: "webfinger", module: 'export * from "@mastic/webfinger";', budget: 4_000 },
  {
    name: "webfinger: asking and reading the answer",
    module: 'export { readWebFinger, webfingerRequest } from "@mastic/webfinger";',
    budget: 2_000,
  },
  {
    name: "webfinger: asking, reading the answer and the actor",
    module: 'export { checkActorAccount, readWebFinger, webfingerRequest } from "@mastic/webfinger";',
    budget: 2_200,
  },
  {
    name: "webfinger: answering",
    module: 'export { answerWebFinger, parseResource, parseWebFingerQuery } from "@mastic/webfinger";',
    budget: 2_000,
  },
  { name: "webfinger/host-meta", module: 'export * from "@mastic/webfinger/host-meta";', budget: 2_500 },
  { name: "webfinger/nodeinfo", module: 'export * from "@mastic/webfinger/nodeinfo";', budget: 2_700 },
];
