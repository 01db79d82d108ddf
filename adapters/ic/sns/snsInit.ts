/** The shape of `sns_init.yaml`: what `dfx sns` reads, with amounts in e8s and durations in seconds. */

import { Principal } from "@icp-sdk/core/principal";
import { z } from "zod";
import { parseDuration, parsePercentage, parseTokens } from "./amounts.ts";

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
const percentage = reading(parsePercentage);
const principal = reading((text) => Principal.fromText(text).toText());
/** A text as the network measures it, in bytes. */
function text(min: number, max: number) {
  return z
    .string()
    .refine(
      (it) => Buffer.byteLength(it) >= min && Buffer.byteLength(it) <= max,
      `It has ${min} to ${max} bytes.`,
    );
}
const url = z
  .url({ protocol: /^https$/ })
  .min(10)
  .max(512);
const withoutEnds = (it: string): boolean => it === it.trim();
const bonus = z.strictObject({ duration, bonus: percentage });

const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Regions that have a name and are no countries of ISO 3166-1. */
const OTHERS = [
  "AC",
  "CP",
  "CQ",
  "DG",
  "EA",
  "EU",
  "EZ",
  "IC",
  "QO",
  "TA",
  "UK",
  "UN",
  "XA",
  "XB",
  "XK",
  "ZZ",
];

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !OTHERS.includes(code) && names.of(code) !== undefined;
}

/** What the network's own check bounds: https://github.com/dfinity/ic, rs/sns/init. */
export const snsInitSchema = z.strictObject({
  name: text(4, 255),
  description: text(10, 2_000),
  logo: z.string().endsWith(".png"),
  url,
  NnsProposal: z.strictObject({
    title: text(5, 256),
    url: z.url({ protocol: /^https$/, hostname: /^forum\.dfinity\.org$/ }).max(2_048),
    summary: text(10, 30_000),
  }),
  Principals: z
    .array(z.never("Principals has to be empty: names are not replaced by principals."))
    .optional(),
  fallback_controller_principals: z.array(principal),
  dapp_canisters: z.array(principal),
  Token: z.strictObject({
    name: text(4, 255)
      .refine(withoutEnds, "There is white space at an end.")
      .refine((it) => !/^internetcomputer(protocol)?$/i.test(it.replaceAll(" ", "")), "It is taken."),
    symbol: text(3, 10)
      .refine(withoutEnds, "There is white space at an end.")
      .refine((it) => !/^(icp|dfinity)$/i.test(it), "It is taken."),
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
        principal,
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
    start_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d UTC$/)
      .optional(),
    duration,
    neurons_fund_participation: z.boolean(),
    VestingSchedule: z.strictObject({ events: z.int(), interval: duration }),
    confirmation_text: z.string().min(1).max(1_000).optional(),
    restricted_countries: z
      .array(z.string().refine(isCountry, "It is no code of ISO 3166-1."))
      .min(1)
      .optional(),
  }),
});

export type SnsInit = z.infer<typeof snsInitSchema>;
