/** The stories of the operator's doing, UC17 and UC18, on nodes of canisters of their own. */

import { payForSignUp, upgradeHomes, type Journey, type OpenJourneyHost } from "@mastic/core/contract";
import { canisterNodes, type CanisterJourneyHost } from "./host.ts";
import { homeUpgrades } from "./stories/homeUpgrades.ts";
import { feeOptions, signUpFee } from "./stories/signUpFee.ts";

/** Each with what opens its nodes: to be played once. */
export function canisterStories(): { readonly journey: Journey; readonly open: OpenJourneyHost }[] {
  let host: CanisterJourneyHost | undefined;
  const opened = () => {
    if (host === undefined) throw new Error("The story's own nodes are not open.");
    return host;
  };
  return [
    {
      journey: upgradeHomes(() => homeUpgrades(opened())),
      open: async () => (host = await canisterNodes()),
    },
    {
      journey: payForSignUp(() => signUpFee(opened())),
      open: async () => (host = await canisterNodes({ options: feeOptions })),
    },
  ];
}
