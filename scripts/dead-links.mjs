/** Finds links in generated pages that lead nowhere, so that the reference cannot rot unseen. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Relative links of the HTML pages in `folder`, and of the Markdown files that were copied there, to files that are not
 * there. Places within a page are not looked for; a folder is a page where it has an `index.html`.
 *
 * @param {string} folder
 * @returns {string[]} `page: link`
 */
export function deadLinks(folder) {
  const dead = [];
  for (const page of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const pattern = page.endsWith(".html")
      ? /\b(?:href|src)="([^"]*)"/g
      : page.endsWith(".md")
        ? /\]\(([^)\s]+)\)/g
        : undefined;
    if (pattern === undefined) continue;
    const links = readFileSync(join(folder, page), "utf8").matchAll(pattern);
    for (const link of new Set([...links].map(([, link = ""]) => link))) {
      const path = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(link) ? "" : (link.split(/[?#]/)[0] ?? "");
      if (path !== "" && !isPage(resolve(folder, dirname(page), decodeURIComponent(path)))) {
        dead.push(`${page}: ${link}`);
      }
    }
  }
  return dead;
}

/** @param {string} path */
function isPage(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return isPage(join(path, "index.html"));
  return found !== undefined;
}
