/** What in `sns_init.yaml` does not go together (WI-4.1: sums, delays, vesting, controllers). */

import { Principal } from "@icp-sdk/core/principal";
import { MONTH, TOKEN } from "./amounts.ts";
import type { SnsInit } from "./snsInit.ts";

const DAY = 86_400;

/** @returns one sentence for each fault; none when the file is consistent */
export function faultsOfInit(init: SnsInit): string[] {
  return [...ofPrincipals(init), ...ofDistribution(init), ...ofVoting(init), ...ofSwap(init)];
}

/** The principal that stands in the file until somebody fills in theirs: the management canister, which nobody has. */
export const UNFILLED = "aaaaa-aa";

/** @returns the principal of a name, or of a principal's own text */
export function principalOf({ Principals }: SnsInit, somebody: string): string | undefined {
  const named = Principals.find(({ name }) => name === somebody);
  if (named !== undefined) return named.id;
  try {
    return Principal.fromText(somebody).toText();
  } catch {
    return undefined;
  }
}

function* ofPrincipals(init: SnsInit): Generator<string> {
  const names = init.Principals.map(({ name }) => name);
  if (new Set(names).size < names.length) yield "Principals: a name is there twice.";
  if (init.fallback_controller_principals.length === 0) {
    yield "fallback_controller_principals: without one, nobody controls the canisters when the swap fails.";
  }
  if (new Set(init.dapp_canisters).size !== 2) {
    yield "dapp_canisters: it is the Directory and the Federation that are handed over.";
  }
  const used = [
    ...init.fallback_controller_principals,
    ...init.dapp_canisters,
    ...init.Distribution.Neurons.map(({ principal }) => principal),
  ];
  for (const somebody of new Set(used)) {
    if (principalOf(init, somebody) === undefined) yield `${somebody} is no principal, nor the name of one.`;
  }
}

function* ofDistribution(init: SnsInit): Generator<string> {
  const { Neurons, InitialBalances, total } = init.Distribution;
  const developers = Neurons.reduce((sum, { stake }) => sum + stake, 0n);
  const sum = developers + InitialBalances.governance + InitialBalances.swap;
  if (sum !== total) yield `Distribution: the parts add up to ${sum} e8s, and the total is ${total} e8s.`;
  if (InitialBalances.swap === 0n) yield "Distribution: the swap has nothing to sell.";
  // The network refuses this: those who buy would never have the majority.
  if (developers > InitialBalances.swap) yield "Distribution: developers get more than the swap sells.";
  const ids = Neurons.map(({ principal, memo }) => `${principalOf(init, principal) ?? principal} ${memo}`);
  if (new Set(ids).size < ids.length) yield "Distribution: two neurons have one principal and one memo.";
  for (const { principal, stake, memo, dissolve_delay, vesting_period } of Neurons) {
    const who = `The neuron ${memo} of ${principal}`;
    if (stake < init.Neurons.minimum_creation_stake) yield `${who} has less than a neuron needs.`;
    if (dissolve_delay < 6 * MONTH) yield `${who} dissolves in less than 6 months.`;
    if (dissolve_delay > init.Voting.MaximumVotingPowerBonuses.DissolveDelay.duration) {
      yield `${who} dissolves later than the longest delay.`;
    }
    if (vesting_period < 12 * MONTH || vesting_period > 48 * MONTH) {
      yield `${who} vests in less than 12 or more than 48 months.`;
    }
    if (memo >= 1_000_000 && memo <= 10_000_000) yield `${who}: these memos are those of the swap.`;
  }
  if (!Neurons.some(({ dissolve_delay }) => dissolve_delay >= init.Voting.minimum_dissolve_delay)) {
    yield "Distribution: no neuron could vote.";
  }
}

function* ofVoting({ Proposals, Neurons, Token, Voting }: SnsInit): Generator<string> {
  const { initial_voting_period: period, maximum_wait_for_quiet_deadline_extension: extension } = Proposals;
  if (period < 4 * DAY || period > 30 * DAY) yield "Proposals: a vote takes 4 to 30 days.";
  if (extension < 3_600 || extension > 30 * DAY || extension > period / 2) {
    yield "Proposals: a vote is extended by an hour at least, and by half its time at most.";
  }
  if (Proposals.rejection_fee < TOKEN) yield "Proposals: a rejected proposal costs at least a token.";
  if (Neurons.minimum_creation_stake <= Token.transaction_fee) {
    yield "Neurons: the smallest stake is more than the fee of a transaction.";
  }
  if (Voting.minimum_dissolve_delay < MONTH) yield "Voting: who votes stays for a month at least.";
  const { DissolveDelay, Age } = Voting.MaximumVotingPowerBonuses;
  if (DissolveDelay.duration < Voting.minimum_dissolve_delay) {
    yield "Voting: the longest dissolve delay is shorter than the shortest that votes.";
  }
  if (DissolveDelay.bonus > 900 || Age.bonus > 400) yield "Voting: a bonus is above what the network takes.";
  const { initial, final, transition_duration } = Voting.RewardRate;
  if (final > initial) yield "Voting: the reward rate may fall, and not rise.";
  if (initial !== final && transition_duration === 0) yield "Voting: rewards need time to change.";
}

function* ofSwap({ Swap, Distribution, Neurons, Token, Voting }: SnsInit): Generator<string> {
  const { minimum_direct_participation_icp: low, maximum_direct_participation_icp: high } = Swap;
  const { minimum_participant_icp: least, maximum_participant_icp: most, minimum_participants } = Swap;
  const { events, interval } = Swap.VestingSchedule;
  if (minimum_participants < 100 || minimum_participants > 200) yield "Swap: 100 to 200 people are needed.";
  if (low <= 0n || low > high) yield "Swap: the least and the most ICP do not go together.";
  if (least < TOKEN || least > most || most > high) {
    yield "Swap: what one person may give does not go with what all may give.";
  }
  // The fewest people, each with as much as allowed, have to be able to reach the least, and to fit.
  if (BigInt(minimum_participants) * least > high) yield "Swap: the fewest people already give too much.";
  if (BigInt(minimum_participants) * most < low) yield "Swap: the fewest people cannot give the least ICP.";
  if (Swap.duration < 3 * DAY || Swap.duration > 7 * DAY) yield "Swap: it takes 3 to 7 days.";
  if (events < 2 || interval <= 0) yield "VestingSchedule: there are two events at least.";
  if ((events - 1) * interval > Voting.MaximumVotingPowerBonuses.DissolveDelay.duration) {
    yield "VestingSchedule: the last neuron dissolves later than the longest delay.";
  }
  // When all is sold at the highest price, the smallest gift still makes a neuron at every event.
  const smallest = (least * Distribution.InitialBalances.swap) / high / BigInt(Math.max(events, 1));
  if (smallest < Neurons.minimum_creation_stake + Token.transaction_fee) {
    yield "Swap: the smallest gift makes neurons smaller than a neuron may be.";
  }
}
