/** The folder of this package, where `assets` and the built app lie beside the program. */

/** Ends with a slash, whether this module runs from `src` or was bundled into `dist`. */
export const packageFolder = new URL("../", topFolder(import.meta.url)).href;

/** `…/src/` or `…/dist/`. */
function topFolder(at: string): string {
  return at.includes("/src/")
    ? at.slice(0, at.lastIndexOf("/src/") + 5)
    : at.slice(0, at.lastIndexOf("/") + 1);
}
