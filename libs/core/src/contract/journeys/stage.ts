/** What the stories are played with: people who sign up, steps that are told, expectations that fail loudly. */

import type { Caller } from "../../context.ts";
import { CoreError, type CoreErrorCode } from "../../error.ts";
import type { JourneyHost, JourneyNode, JourneyUser, SeenNotification } from "./host.ts";
import { MODERATOR } from "./host.ts";
import type { Transcript } from "./transcript.ts";

/** A story has not gone as it must. */
export class JourneyError extends Error {
  override readonly name = "JourneyError";
}

export interface Person<U extends JourneyUser = JourneyUser> {
  readonly handle: string;
  readonly node: JourneyNode<U>;
  readonly caller: Caller;
  readonly user: U;
  /** The actor URI. */
  readonly uri: string;
  /** `@alice@host`. */
  readonly address: string;
}

export const anonymous: Caller = { principal: null };
export const moderator: Caller = { principal: MODERATOR };
/** A whole page, as the interface allows. */
export const page = { offset: 0, limit: 50 };

export class Stage<U extends JourneyUser = JourneyUser> {
  readonly host: JourneyHost<U>;
  readonly told: Transcript;

  constructor(host: JourneyHost<U>, told: Transcript) {
    this.host = host;
    this.told = told;
  }

  get here(): JourneyNode<U> {
    return this.host.here;
  }

  get there(): JourneyNode<U> {
    return this.host.there;
  }

  settle(): Promise<void> {
    return this.host.settle();
  }

  /** Signs somebody up and waits for the home. */
  async person(handle: string, node: JourneyNode<U> = this.here): Promise<Person<U>> {
    const caller = { principal: `principal-of-${handle}` };
    await node.directory.signUp(caller, { handle });
    await this.settle();
    const user = await node.user(handle);
    const { uri } = await user.getProfile();
    return { handle, node, caller, user, uri, address: `@${handle}@${node.host}` };
  }

  /** `who` follows `whom`, and the answer arrives. */
  async follow(who: Person, whom: Person): Promise<void> {
    const account = who.node === whom.node ? whom.handle : whom.address;
    await who.user.followUser(who.caller, { account });
    await this.settle();
  }

  /** Somebody's feed as texts, each with its booster where there is one. */
  async feed(who: Person): Promise<{ text: string; author: string; boostedBy: string | null }[]> {
    const items = await who.user.readFeed(who.caller, page);
    return items.map(({ status, author, boostedBy }) => ({ text: status.content, author, boostedBy }));
  }

  notifications(who: Person): Promise<readonly SeenNotification[]> {
    return who.node.notifications(who.handle);
  }

  /** Tells an outcome, and fails unless it is the expected one. */
  expect(step: string, actual: unknown, expected: unknown): void {
    this.told.tell(step, actual);
    const [found, wanted] = [shown(actual), shown(expected)];
    if (found !== wanted) throw new JourneyError(`${step}: expected ${wanted}, found ${found}`);
  }

  /** Fails unless the attempt is refused with this code. */
  async refused(step: string, code: CoreErrorCode, attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (error instanceof CoreError) {
        this.expect(step, `refused: ${error.code}`, `refused: ${code}`);
        return;
      }
      throw error;
    }
    throw new JourneyError(`${step}: expected to be refused with ${code}`);
  }
}

/** JSON with its keys in order and ids as text. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_key, it: unknown) => {
    if (typeof it === "bigint") return it.toString();
    if (typeof it !== "object" || it === null || Array.isArray(it)) return it;
    return Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
