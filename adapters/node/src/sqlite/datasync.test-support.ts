/** A disk that fails once. */

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** The next `fdatasync` of this process fails with EIO; those after it are real again. */
export function failNextDatasync(): void {
  const real = fs.fdatasync;
  fs.fdatasync = Object.assign(
    (_file: number, done: fs.NoParamCallback): void => {
      fs.fdatasync = real;
      syncBuiltinESMExports();
      done(Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" }));
    },
    { __promisify__: real.__promisify__ },
  );
  syncBuiltinESMExports();
}
