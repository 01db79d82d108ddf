/**
 * Which imports are allowed: they point down only.
 *
 *   adapters -> mastodon-api -> core -> the protocol libraries -> nothing
 *
 * Tests may import development dependencies and other packages' entry points.
 */
const tests =
  "\\.test(-support|-d)?\\.tsx?$|^scripts/|^(libs|tools|adapters|apps|clients)/[^/]+/(test|bench|build|deploy|sns|scripts)/|(tsup|vite)\\.(config|base)\\.ts$";
const protocol = "activitypub|data-integrity|http-signatures|snowflake|validation|webfinger";

/** Only libs named in `allowed` (a regular expression part) may be imported by the libs named in `from`. */
const arrow = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^libs/(${from})/`, pathNot: tests },
  to: { path: "^(libs|adapters|apps|tools|clients)/", pathNot: `^libs/(${["$1", ...allowed].join("|")})/` },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    arrow("leaf-library", "validation|snowflake|data-integrity", [], "These libraries stand on nothing."),
    arrow(
      "protocol-library",
      "activitypub|webfinger|http-signatures",
      ["validation", "snowflake"],
      "A protocol library may use validation or snowflake, and no other package.",
    ),
    arrow("core", "core", [protocol], "Core stands on the protocol libraries only."),
    arrow(
      "mastodon-api",
      "mastodon-api",
      ["core", protocol],
      "mastodon-api stands on core and what core stands on.",
    ),
    {
      name: "library-runtime-dependency",
      comment: "Libraries have no dependency from outside this repository.",
      severity: "error",
      from: { path: "^libs/", pathNot: tests },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only"],
        path: "node_modules",
      },
    },
    {
      name: "library-engine",
      comment:
        "A library runs in any engine; only the implementations of the crypto port at subpaths name one.",
      severity: "error",
      from: { path: "^libs/", pathNot: `${tests}|^libs/(http-signatures|data-integrity)/src/node\\.ts$` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "adapters-apart",
      comment: "Adapters and apps do not import each other; tests in which nodes of two kinds meet do.",
      severity: "error",
      from: { path: "^(adapters|apps)/([^/]+)/", pathNot: "^(adapters|apps)/[^/]+/test/" },
      to: { path: "^(adapters|apps)/", pathNot: "^$1/$2/" },
    },
    {
      name: "app-above-ports",
      comment: "Screens, hooks and endpoints know no adapter; only the app's start picks one.",
      severity: "error",
      from: { path: "^apps/([^/]+)/src/", pathNot: `^apps/[^/]+/src/(adapters/|main\\.tsx$)|${tests}` },
      to: { path: "^apps/$1/src/adapters/" },
    },
    {
      name: "app-adapters-below",
      comment: "An adapter of the app knows the ports, and nothing of what stands above them.",
      severity: "error",
      from: { path: "^apps/([^/]+)/src/adapters/", pathNot: tests },
      to: { path: "^apps/$1/src/", pathNot: "^apps/$1/src/(adapters|ports)/" },
    },
    {
      name: "clients-stand-alone",
      comment: "A client knows a node by its interface alone.",
      severity: "error",
      from: { path: "^clients/([^/]+)/" },
      to: { path: "^(libs|adapters|apps|tools|clients)/", pathNot: "^clients/$1/" },
    },
    {
      name: "entry-point-only",
      comment: "Another package is imported by its name, not by a path into its folder.",
      severity: "error",
      from: {
        path: "^(libs|adapters|apps|tools|clients)/([^/]+)/",
        // Tests in which nodes of two kinds meet.
        pathNot: "^adapters/ic/test/(federation|support)/|^apps/web/test/",
      },
      to: { path: "^(libs|adapters|apps|tools|clients)/", pathNot: "^$1/$2/", dependencyTypes: ["local"] },
    },
    {
      name: "tests-stay-outside",
      comment: "A source does not import a test.",
      severity: "error",
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: "undeclared",
      comment: "A source imports only what its own package.json declares.",
      severity: "error",
      from: { pathNot: tests },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-circular",
      comment: "Files that import each other are one concept, or need a third that both import.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(libs|tools|adapters|apps|clients)/[^/]+/dist/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@mastic/source", "import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json", ".css"],
    },
  },
};
