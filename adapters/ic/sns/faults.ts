/** What in `sns_init.yaml` does not go together (WI-4.1: sums, delays, vesting, controllers). */

import { MONTH, TOKEN, YEAR } from "./amounts.ts";
import type { SnsInit } from "./snsInit.ts";

const DAY = 86_400;

/** @returns one sentence for each fault; none when the file is consistent */
export function faultsOfInit(init: SnsInit): string[] {
  return [...ofPrincipals(init), ...ofDistribution(init), ...ofVoting(init), ...ofSwap(init)];
}

/** The principal that stands in the file until somebody fills in theirs: the management canister, which nobody has. */
export const UNFILLED = "aaaaa-aa";

function* ofPrincipals(init: SnsInit): Generator<string> {
  const fallback = init.fallback_controller_principals;
  if (fallback.length === 0) {
    yield "fallback_controller_principals: without one, nobody controls the canisters when the swap fails.";
  }
  if (fallback.length > 15) yield "fallback_controller_principals: there are 15 at most.";
  if (hasTwice(fallback)) yield "fallback_controller_principals: one is there twice.";
  const canisters = init.dapp_canisters;
  if (canisters.length !== 2 || hasTwice(canisters.filter((it) => it !== UNFILLED))) {
    yield "dapp_canisters: it is the Directory and the Federation that are handed over.";
  }
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

function* ofDistribution(init: SnsInit): Generator<string> {
  const { Neurons, InitialBalances, total } = init.Distribution;
  const developers = Neurons.reduce((sum, { stake }) => sum + stake, 0n);
  const sum = developers + InitialBalances.governance + InitialBalances.swap;
  if (sum !== total) yield `Distribution: the parts add up to ${sum} e8s, and the total is ${total} e8s.`;
  if (InitialBalances.swap === 0n) yield "Distribution: the swap has nothing to sell.";
  // The network refuses this: those who buy would never have the majority.
  if (developers > InitialBalances.swap) yield "Distribution: developers get more than the swap sells.";
  if (Neurons.length > 100) yield "Distribution: there are 100 neurons at most.";
  if (hasTwice(Neurons.map(({ principal, memo }) => `${principal} ${memo}`)))
    yield "Distribution: two neurons have one principal and one memo.";
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
  if (Voting.minimum_dissolve_delay > 8 * YEAR)
    yield "Voting: nobody has to stay longer than eight years to vote.";
  const { DissolveDelay, Age } = Voting.MaximumVotingPowerBonuses;
  if (DissolveDelay.duration < Voting.minimum_dissolve_delay) {
    yield "Voting: the longest dissolve delay is shorter than the shortest that votes.";
  }
  if (DissolveDelay.bonus > 900 || Age.bonus > 400) yield "Voting: a bonus is above what the network takes.";
  if (!Number.isInteger(DissolveDelay.bonus) || !Number.isInteger(Age.bonus)) {
    yield "Voting: of a bonus the network takes whole per cents.";
  }
  const { initial, final, transition_duration } = Voting.RewardRate;
  // The network's two checks disagree about a hundred itself.
  if (initial >= 100) yield "Voting: the reward rate is below 100 %.";
  if (final > initial) yield "Voting: the reward rate may fall, and not rise.";
  if (initial !== final && transition_duration === 0) yield "Voting: rewards need time to change.";
}

function* ofSwap({ Swap, Distribution, Neurons, Token, Voting }: SnsInit): Generator<string> {
  const { minimum_direct_participation_icp: low, maximum_direct_participation_icp: high } = Swap;
  const { minimum_participant_icp: least, maximum_participant_icp: most, minimum_participants } = Swap;
  const { events, interval } = Swap.VestingSchedule;
  if (minimum_participants < 100 || minimum_participants > 200) yield "Swap: 100 to 200 people are needed.";
  if (high > 1_000_000_000n * TOKEN) yield "Swap: nobody takes more than a billion ICP.";
  if (low <= 0n || low > high) yield "Swap: the least and the most ICP do not go together.";
  if (least < TOKEN || least > most || most > high) {
    yield "Swap: what one person may give does not go with what all may give.";
  }
  // The fewest people, each with as much as allowed, have to be able to reach the least, and to fit.
  if (BigInt(minimum_participants) * least > high) yield "Swap: the fewest people already give too much.";
  if (BigInt(minimum_participants) * most < low) yield "Swap: the fewest people cannot give the least ICP.";
  if (Swap.duration < 3 * DAY || Swap.duration > 7 * DAY) yield "Swap: it takes 3 to 7 days.";
  if (events < 2 || events > 10 || interval < 1)
    yield "VestingSchedule: there are two to ten events, a second apart.";
  const countries = Swap.restricted_countries ?? [];
  if (hasTwice(countries)) yield "Swap: a country is restricted twice.";
  if ((events - 1) * interval > Voting.MaximumVotingPowerBonuses.DissolveDelay.duration) {
    yield "VestingSchedule: the last neuron dissolves later than the longest delay.";
  }
  // When all is sold at the highest price, the smallest gift still makes a neuron at every event.
  const smallest = (least * Distribution.InitialBalances.swap) / high / BigInt(Math.max(events, 1));
  if (smallest < Neurons.minimum_creation_stake + Token.transaction_fee) {
    yield "Swap: the smallest gift makes neurons smaller than a neuron may be.";
  }
}
