/** Builds the canisters before the tests, in the few seconds that takes: the app is built by `npm run build`. */

import buildCanisters from "../../../adapters/ic/test/globalSetup.ts";

export default buildCanisters;
