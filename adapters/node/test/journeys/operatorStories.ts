/** The stories of the operator's doing, UC17 and UC18, on nodes of their own. */

import { payForSignUp, upgradeHomes, type Journey, type OpenJourneyHost } from "@mastic/core/contract";
import { homeUpgrades } from "./homeUpgrades.ts";
import { sqliteNodes, type NodeHost } from "./hosts.ts";
import { signUpPrice } from "./signUpPrice.ts";

/** Each with what opens its nodes: to be played once. */
export function operatorStories(): { readonly journey: Journey; readonly open: OpenJourneyHost }[] {
  let host: NodeHost | undefined;
  const opened = () => {
    if (host === undefined) throw new Error("The story's own nodes are not open.");
    return host;
  };
  const open = async () => (host = await sqliteNodes());
  return [
    { journey: upgradeHomes(() => homeUpgrades(opened())), open },
    { journey: payForSignUp(() => signUpPrice(opened())), open },
  ];
}
