/** The stories that canisters alone carry (spec 06): UC17 and UC18, each on nodes of its own. */

import type { Journey, OpenJourneyHost, Stage } from "@mastic/core/contract";
import type { CanisterNode, CanisterNodeOptions } from "../support/canisterNode.ts";
import { canisterNodes } from "./host.ts";
import { upgradeUserCanisters } from "./stories/uc17UpgradeUserCanisters.ts";
import { payForSignUp } from "./stories/uc18PayForSignUp.ts";

export interface CanisterStory extends Pick<CanisterNodeOptions, "options"> {
  readonly story: string;
  readonly title: string;
  /** @param node the canisters of `stage.here` */
  readonly play: (stage: Stage, node: CanisterNode) => Promise<void>;
}

/** Each with what opens its nodes: to be played once. */
export function canisterStories(): { readonly journey: Journey; readonly open: OpenJourneyHost }[] {
  return [upgradeUserCanisters, payForSignUp].map(({ story, title, play, options }) => {
    let node: CanisterNode | undefined;
    return {
      journey: {
        story,
        title,
        async play(stage) {
          if (node === undefined) throw new Error("The story's own nodes are not open.");
          await play(stage, node);
        },
      },
      async open() {
        const host = await canisterNodes(options && { options });
        node = host.canisters;
        return host;
      },
    };
  });
}
