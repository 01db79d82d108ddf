/**
 * `node scripts/run.mjs COMMAND [ARGUMENTS]`: the door of every npm script that works in a fresh clone.
 *
 * It checks that this Node can run the repository, then hands over to `COMMAND.mjs` beside it. Plain ES2019:
 * see node-version.mjs.
 */
import { complaint, npmVersion } from "./node-version.mjs";

const command = process.argv[2];
const wrong = complaint(process.version, npmVersion(process.env));
if (wrong !== undefined) {
  console.error(wrong);
  process.exitCode = 1;
} else {
  import("./" + command + ".mjs")
    .then((module) => module.main(process.argv.slice(3)))
    .then((code) => {
      process.exitCode = code;
    })
    .catch((error) => {
      console.error(error);
      process.exitCode = 1;
    });
}
