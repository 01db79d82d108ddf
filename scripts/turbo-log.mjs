/** What `turbo run --json` tells of a run, line by line: which packages it works on, and what those that failed have said. */

/** @typedef {{ source: string, text: string }} Entry */

/**
 * @param {string} line
 * @returns {Entry | undefined} undefined for what is not turbo's own
 */
function parse(line) {
  try {
    const { source, text } = JSON.parse(line);
    return typeof source === "string" && typeof text === "string" ? { source, text } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the lines of one run.
 * @param {(packageName: string) => void} begins told of each package that is not in the cache
 */
export function turboLog(begins) {
  /** @type {Map<string, string[]>} What each task has said. */
  const said = new Map();
  /** @type {string[]} */
  const stray = [];
  /** @type {Set<string>} */
  const failed = new Set();
  return {
    /** @param {string} line */
    take(line) {
      const entry = parse(line);
      if (entry === undefined) {
        if (line.trim() !== "") stray.push(line);
      } else if (entry.source === "turbo") {
        const names = /^Failed:\s+(.*)$/.exec(entry.text)?.[1];
        for (const name of names?.split(/,\s*/) ?? []) failed.add(name.trim());
      } else {
        const lines = said.get(entry.source);
        if (lines !== undefined) lines.push(entry.text);
        else {
          said.set(entry.source, [entry.text]);
          if (!entry.text.startsWith("cache hit")) begins(entry.source.replace(/#.*$/, ""));
        }
      }
    },
    /** Why it failed: the lines of the tasks that did, or all where turbo names none. */
    complaint() {
      const tasks = [...said].filter(([task]) => failed.size === 0 || failed.has(task));
      return [...tasks.flatMap(([task, lines]) => lines.map((text) => `${task}: ${text}`)), ...stray];
    },
  };
}
