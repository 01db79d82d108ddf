/** The tests' side of the Fedify peer: starts its process, and makes its people act. */

import { join } from "node:path";
import { z } from "zod";
import { TestProcess } from "../support/childProcess.ts";
import { closeAtEnd } from "../support/closing.ts";
import { waitFor } from "../support/waitFor.ts";
import type { Visibility } from "./people.ts";

const listening = z.object({ origin: z.url() });

const stateShape = z.object({
  arrivals: z.array(
    z.object({
      type: z.string(),
      id: z.string().nullable(),
      actor: z.string().nullable(),
      object: z.string().nullable(),
      json: z.record(z.string(), z.unknown()),
    }),
  ),
  errors: z.array(z.string()),
  people: z.record(
    z.string(),
    z.object({
      followers: z.array(z.string()),
      followRequests: z.array(z.string()),
      following: z.record(z.string(), z.enum(["requested", "accepted", "rejected"])),
    }),
  ),
});
export type PeerState = z.infer<typeof stateShape>;
export type PeerArrival = PeerState["arrivals"][number];

export interface ControlBody {
  /** Who acts; bob when nobody is named. */
  readonly as?: "bob" | "carol" | "mallory" | "lock";
  readonly uri?: string;
  /** The activity that is undone. */
  readonly undoes?: string;
  /** HTML. */
  readonly content?: string;
  readonly visibility?: Visibility;
  readonly mentions?: readonly string[];
  readonly inReplyTo?: string;
}

type Verb =
  | "post" | "quote" | "edit" | "delete" | "follow" | "unfollow" | "like" | "unlike" | "announce" | "unannounce"
  | "block" | "accept" | "reject"; // prettier-ignore

export class FedifyPeer {
  readonly origin: string;
  readonly #process: TestProcess;

  constructor(origin: string, process: TestProcess) {
    this.origin = origin;
    this.#process = process;
  }

  /** @param host a loopback address of its own */
  static async start(host: string): Promise<FedifyPeer> {
    const script = join(import.meta.dirname, "peer.ts");
    const process = new TestProcess(["--disable-warning=ExperimentalWarning", script], { HOST: host });
    closeAtEnd(() => process.stop());
    const line = await waitFor("the Fedify peer to listen", () => {
      if (process.hasExited) throw new Error(`The Fedify peer ended:\n${process.output}`);
      return process.output.split("\n").find((text) => text.startsWith(`{"origin"`));
    });
    return new FedifyPeer(listening.parse(JSON.parse(line)).origin, process);
  }

  get output(): string {
    return this.#process.output;
  }

  actorUri(username: string): string {
    return `${this.origin}/users/${username}`;
  }

  /** The address of one of its people, without a leading `@`. */
  acct(username: string): string {
    return `${username}@${new URL(this.origin).host}`;
  }

  /** @returns the URI of the activity, or of the note, that this made */
  async act(verb: Verb, body: ControlBody): Promise<string> {
    return z.string().parse(await this.#control(verb, body));
  }

  /** The document at this address as one of its people gets it, or `null`. */
  async read(as: NonNullable<ControlBody["as"]>, uri: string): Promise<unknown> {
    return this.#control("read", { as, uri });
  }

  async state(): Promise<PeerState> {
    const response = await fetch(`${this.origin}/control/state`, { method: "POST", body: "{}" });
    return stateShape.parse(await response.json());
  }

  /** Waits until an activity of this type has arrived that is as wanted. */
  async arrival(
    type: string,
    isWanted: (arrival: PeerArrival) => boolean = () => true,
  ): Promise<PeerArrival> {
    return waitFor(`${type} at the Fedify peer`, async () => {
      const { arrivals } = await this.state();
      return arrivals.find((arrival) => arrival.type === type && isWanted(arrival));
    });
  }

  async #control(verb: string, body: ControlBody): Promise<unknown> {
    const response = await fetch(`${this.origin}/control/${verb}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const answer = z
      .object({ result: z.unknown(), error: z.string().optional() })
      .parse(await response.json());
    if (answer.error !== undefined) throw new Error(`${verb} at the Fedify peer: ${answer.error}`);
    return answer.result;
  }
}
