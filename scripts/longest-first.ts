/** The order of test files: what takes minutes begins first, so that no core waits at the end for what began last. */

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes a minute or more, longest first; files whose names say nothing of it, and which a fresh clone has no times of. */
const LONGEST = [
  "apps/web/test/flows.test.ts",
  "apps/web/test/screens.test.ts",
  "adapters/ic/test/journeys/journeys.test.ts",
  "adapters/ic/test/deploy/deploy.test.ts",
  "adapters/ic/test/upgrade/upgrade.test.ts",
  "adapters/ic/test/faults/faults.test.ts",
  "scripts/engines.test.ts",
  "scripts/api-report.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`));
  return rank === -1 ? LONGEST.length : rank;
}
