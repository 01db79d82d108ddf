/** Keeps what moderators have decided about other servers in a store that the Directory's is not (decision 016). */

import type { Context } from "../context.ts";
import { effect } from "../effects.ts";
import { domainBlocks, type DomainBlockSeverity } from "../schema/instance.ts";
import { INSTANCE } from "../store/store.ts";

export interface DomainDecision {
  /** Canonical, as the Directory has it. */
  readonly domain: string;
  /** `null` where a decision was taken back. */
  readonly severity: DomainBlockSeverity | null;
}

/** What changes is enforced on the accounts known here, by the effect `enforceDomainBlock`; told again, nothing changes. */
export async function keepDomainBlocks(ctx: Context, decisions: readonly DomainDecision[]): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    for (const { domain, severity } of decisions) {
      const known = await turn.get(domainBlocks, { domain });
      if ((known?.severity ?? null) === severity) continue;
      if (severity === null) await turn.delete(domainBlocks, { domain });
      else await turn.put(domainBlocks, { domain, severity, createdAt: turn.now });
      turn.emit(effect({ kind: "enforceDomainBlock", payload: { domain } }, { key: domain }));
    }
  });
}
