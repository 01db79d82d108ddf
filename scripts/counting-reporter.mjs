/** A vitest reporter that writes how many tests passed, failed and were skipped, and which did not pass at once, to the file $MASTIC_TEST_COUNTS. */
import { writeFileSync } from "node:fs";

/** @import { SerializedError } from "vitest" */
/** @import { Reporter, TestModule } from "vitest/node" */

/** @implements {Reporter} */
export default class CountingReporter {
  /**
   * @param {ReadonlyArray<TestModule>} modules
   * @param {ReadonlyArray<SerializedError>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    // An error outside every test, such as an import that fails, must not read as "0 failed".
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    /** @type {string[]} */
    const failures = [];
    /** @type {string[]} */
    const retried = [];
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "passed" || state === "failed" ? state : "skipped"] += 1;
        const name = `${module.project.name} ${module.relativeModuleId} > ${test.fullName}`;
        if (state === "failed") failures.push(name);
        else if (test.diagnostic()?.flaky === true) retried.push(name);
      }
    }
    const file = process.env.MASTIC_TEST_COUNTS;
    if (file === undefined) throw new Error("MASTIC_TEST_COUNTS must name the file to write.");
    writeFileSync(file, JSON.stringify({ ...counts, failures, retried }));
  }
}
