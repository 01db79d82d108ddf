/** The shape of `sns_init.yaml`: what `dfx sns` reads, with amounts in e8s and durations in seconds. */

import { Principal } from "@icp-sdk/core/principal";
import { z } from "zod";
import { parseDuration, parseTokens } from "./amounts.ts";

/** Reads a value by a function that throws. */
function reading<Value>(parse: (text: string) => Value) {
  return z.string().transform((text, context): Value => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

const tokens = reading(parseTokens);
const duration = reading(parseDuration);
const percentage = z
  .string()
  .regex(/^\d+(\.\d+)?%$/)
  .transform((text) => Number(text.slice(0, -1)));
const principal = reading((text) => Principal.fromText(text).toText());
const url = z.url({ protocol: /^https$/ });
/** A principal, or the name of one of `Principals`. */
const somebody = z.string().min(1);
const bonus = z.strictObject({ duration, bonus: percentage });

/** What the network's own check bounds: https://github.com/dfinity/ic, rs/sns/init. */
export const snsInitSchema = z.strictObject({
  name: z.string().trim().min(4).max(255),
  description: z.string().trim().min(10).max(2_000),
  logo: z.string().endsWith(".png"),
  url,
  NnsProposal: z.strictObject({
    title: z.string().trim().min(5).max(256),
    url,
    summary: z.string().trim().min(1).max(30_000),
  }),
  Principals: z.array(z.strictObject({ id: principal, name: z.string(), email: z.email().optional() })),
  fallback_controller_principals: z.array(somebody),
  dapp_canisters: z.array(somebody),
  Token: z.strictObject({
    name: z.string().trim().min(4).max(255),
    symbol: z.string().trim().min(3).max(10),
    transaction_fee: tokens,
    logo: z.string().endsWith(".png"),
  }),
  Proposals: z.strictObject({
    rejection_fee: tokens,
    initial_voting_period: duration,
    maximum_wait_for_quiet_deadline_extension: duration,
  }),
  Neurons: z.strictObject({ minimum_creation_stake: tokens }),
  Voting: z.strictObject({
    minimum_dissolve_delay: duration,
    MaximumVotingPowerBonuses: z.strictObject({ DissolveDelay: bonus, Age: bonus }),
    RewardRate: z.strictObject({ initial: percentage, final: percentage, transition_duration: duration }),
  }),
  Distribution: z.strictObject({
    Neurons: z.array(
      z.strictObject({
        principal: somebody,
        stake: tokens,
        memo: z.int().min(0).default(0),
        dissolve_delay: duration,
        vesting_period: duration,
      }),
    ),
    InitialBalances: z.strictObject({ governance: tokens, swap: tokens }),
    total: tokens,
  }),
  Swap: z.strictObject({
    minimum_participants: z.int(),
    minimum_direct_participation_icp: tokens,
    maximum_direct_participation_icp: tokens,
    minimum_participant_icp: tokens,
    maximum_participant_icp: tokens,
    start_time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d UTC$/),
    duration,
    neurons_fund_participation: z.boolean(),
    VestingSchedule: z.strictObject({ events: z.int(), interval: duration }),
    confirmation_text: z.string().trim().min(1).max(1_000),
    restricted_countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
  }),
});

export type SnsInit = z.infer<typeof snsInitSchema>;
