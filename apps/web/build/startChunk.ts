/** What the app starts with, as one file: in many small ones it would be sent less well compressed. */

interface Module {
  readonly isEntry: boolean;
  /** Who imports it statically. */
  readonly importers: readonly string[];
}

interface Graph {
  getModuleInfo(id: string): Module | null;
}

/** @returns the name of the chunk for a module; nothing for what comes only with a screen or a dialog that is loaded when it is shown */
export function startChunk(id: string, graph: Graph): string | null {
  return !isEntry(id, graph) && !isMain(id, graph) && isAwaited(id, graph, new Set()) ? "start" : null;
}

/** The page. */
const isEntry = (id: string, graph: Graph): boolean => graph.getModuleInfo(id)?.isEntry === true;

/** It awaits, at its top, what is loaded later and imports from the start: in one file with the start, either would wait for the other. */
const isMain = (id: string, graph: Graph): boolean =>
  graph.getModuleInfo(id)?.importers.some((importer) => isEntry(importer, graph)) === true;

/** Whether nothing is shown without it: the entry imports it, or what the entry imports does. */
function isAwaited(id: string, graph: Graph, seen: Set<string>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const module = graph.getModuleInfo(id);
  if (module === null) return false;
  return module.isEntry || module.importers.some((importer) => isAwaited(importer, graph, seen));
}
