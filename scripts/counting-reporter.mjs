/** A vitest reporter that writes how many tests passed, failed and were skipped to the file $MASTIC_TEST_COUNTS. */
import { writeFileSync } from "node:fs";

export default class CountingReporter {
  onTestRunEnd(modules, unhandledErrors) {
    // An error outside every test, such as an import that fails, must not read as "0 failed".
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "passed" || state === "failed" ? state : "skipped"] += 1;
      }
    }
    writeFileSync(process.env.MASTIC_TEST_COUNTS, JSON.stringify(counts));
  }
}
