/** `npm run check-packages`: packs every publishable package and judges the tarball as its users will get it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binOf, nodePath, npmCommand, root, runNode } from "./child.mjs";
import { cleanInstall } from "./clean-install.mjs";
import { install } from "./install.mjs";
import { build } from "./build.mjs";

export async function main() {
  const unready = (await install()) || (await build());
  if (unready !== 0) return unready;
  const tarballs = mkdtempSync(join(tmpdir(), "mastic-packages-"));
  try {
    let failures = 0;
    for (const folder of publishableFolders()) {
      const complaints = judge(folder, tarballs);
      console.log(`${complaints.length === 0 ? "ok  " : "FAIL"} ${folder}`);
      for (const complaint of complaints) console.log(complaint.replace(/^/gm, "     "));
      if (complaints.length > 0) failures += 1;
    }
    const packed = readdirSync(tarballs).map((name) => join(tarballs, name));
    const complaints = cleanInstall(join(tarballs, "clean"), packed);
    console.log(`${complaints.length === 0 ? "ok  " : "FAIL"} all of them, installed in an empty folder`);
    for (const complaint of complaints) console.log(complaint);
    const flags = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];
    const suite = [...flags, "scripts/engines/run-published.ts", join(tarballs, "clean")];
    const onNode20 = complaints.length === 0 ? await runNode(suite) : 1;
    return failures === 0 && onNode20 === 0 ? 0 : 1;
  } finally {
    rmSync(tarballs, { recursive: true, force: true });
  }
}

/** What a library's tarball may hold. */
const OF_LIBRARIES =
  /^(?:dist\/.+\.(?:js|d\.ts|js\.map)|src\/.+\.(?:ts|txt)|(?:README|CHANGELOG|MIGRATING)\.md|LICENSE|package\.json)$/;

function publishableFolders() {
  return ["libs", "tools", "adapters", "clients"]
    .filter((area) => existsSync(join(root, area)))
    .flatMap((area) => readdirSync(join(root, area)).map((name) => `${area}/${name}`))
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .filter(
      (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).private !== true,
    );
}

/**
 * Packs a package and has publint and are-the-types-wrong look at the result.
 * @param {string} folder the package's
 * @param {string} tarballs the folder to pack into
 * @returns {string[]} what is wrong, one text for each finding or tool
 */
function judge(folder, tarballs) {
  const [npm, ...npmArgs] = npmCommand();
  const pack = spawnSync(npm, [...npmArgs, "pack", `./${folder}`, "--json", "--pack-destination", tarballs], {
    cwd: root,
    encoding: "utf8",
  });
  if (pack.status !== 0) return [pack.stderr];
  /** @type {{ filename: string, files: { path: string }[] }[]} */
  const packed = Object.values(JSON.parse(pack.stdout));
  const [{ filename, files } = { filename: "", files: [] }] = packed;
  const paths = files.map(({ path }) => path);
  const tarball = join(tarballs, filename);
  return [
    ...["README.md", "LICENSE"].filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...paths.filter((path) => /^src\/.*\.test\b/.test(path)).map((path) => `${path} is a test`),
    ...paths
      .filter((path) => folder.startsWith("libs/") && !OF_LIBRARIES.test(path))
      .map((path) => `${path} does not belong into a library`),
    ...tool(binOf("publint"), "run", tarball, "--strict"),
    ...tool(binOf("@arethetypeswrong/cli", "attw"), tarball, "--profile", "esm-only", "--format", "ascii"),
  ];
}

/**
 * Runs a tool on the right Node.
 * @param {string[]} args
 * @returns {string[]} its output when it fails, nothing when it is content
 */
function tool(...args) {
  const { status, stdout, stderr } = spawnSync(nodePath(), args, { cwd: root, encoding: "utf8" });
  return status === 0 ? [] : [stdout + stderr];
}
