import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkSns } from "../../sns/check.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "mastic-sns-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The files as they are, but for one line. */
function withChange(file: "sns_init.yaml" | "sns_functions.yaml", from: string, to: string) {
  for (const name of ["sns_init.yaml", "sns_functions.yaml"]) cpSync(join(root, name), join(folder, name));
  const text = readFileSync(join(root, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
  return checkSns(folder);
}

describe("what the SNS is made of", () => {
  it("is consistent", () => {
    expect(checkSns(root).faults).toEqual([]);
  });

  it("says what an operator has to fill in", () => {
    expect(checkSns(root).open).toContain("the principal of operator");
    const filled = withChange(
      "sns_init.yaml",
      "aaaaa-aa # developer",
      "rrkah-fqaaa-aaaaa-aaaaq-cai # developer",
    );
    expect(filled.open).not.toContain("the principal of developer");
    expect(filled.open).toContain("the principal of operator");
  });

  it.each([
    ["a sum", "total: 10_000_000 tokens", "total: 10_000_001 tokens", "add up to"],
    ["who gets it back", "  - aaaaa-aa # operator\n\n", "\n", "fallback_controller_principals"],
    ["a dissolve delay", "dissolve_delay: 6 months", "dissolve_delay: 5 months", "less than 6 months"],
    ["vesting", "vesting_period: 12 months", "vesting_period: 11 months", "vests"],
    ["a long vesting", "vesting_period: 24 months", "vesting_period: 49 months", "vests"],
    ["a vote", "initial_voting_period: 4 days", "initial_voting_period: 3 days", "4 to 30 days"],
    ["an extension", "extension: 1 day", "extension: 3 days", "half its time"],
    ["a fee", "rejection_fee: 10 tokens", "rejection_fee: 10 e8s", "rejected proposal"],
    ["a delay to vote", "minimum_dissolve_delay: 1 month", "minimum_dissolve_delay: 1 week", "a month"],
    ["a bonus", "bonus: 100%", "bonus: 1000%", "bonus"],
    ["a canister", "  - aaaaa-aa # federation\n\n", "\n", "dapp_canisters"],
    [
      "a name, which dfx sns knows nothing of",
      "principal: aaaaa-aa # developer",
      "principal: nobody",
      "principal",
    ],
    ["names of principals", "Principals: []", "Principals: [{ id: aaaaa-aa, name: me }]", "has to be empty"],
    [
      "a month of a twelfth of a year",
      "minimum_dissolve_delay: 1 month",
      "minimum_dissolve_delay: 2629800s",
      "a month",
    ],
    ["a unit that dfx does not have", "extension: 1 day", "extension: 24 hrss", "no unit hrss"],
    ["a bonus of parts", "bonus: 25%", "bonus: 25.5%", "whole per cents"],
    ["parts of a per cent", "initial: 0%", "initial: 0.125%", "no percentage"],
    ["a reward", "initial: 0%", "initial: 100%", "below 100 %"],
    ["a country", "- US", "- UK", "ISO 3166-1"],
    ["a country, twice", "- US", "- US\n    - US", "restricted twice"],
    ["many events", "events: 5", "events: 11", "two to ten events"],
    ["a symbol that is taken", "symbol: MASTIC", "symbol: ICP", "It is taken"],
    ["a symbol that is long in bytes", "symbol: MASTIC", "symbol: MÄSTÏÇÖ", "3 to 10 bytes"],
    ["a symbol with a space", "symbol: MASTIC", "symbol: 'MASTIC '", "white space"],
    ["a forum", "https://forum.dfinity.org/", "https://forum.example/", "url"],
    ["a neuron", "memo: 1", "memo: 1500000", "those of the swap"],
    ["developers", "swap: 2_500_000", "swap: 1_500_000", "more than the swap sells"],
    ["people", "minimum_participants: 100", "minimum_participants: 57", "100 to 200"],
    [
      "the most ICP",
      "maximum_direct_participation_icp: 100_000",
      "maximum_direct_participation_icp: 10_000",
      "go together",
    ],
    ["the smallest gift", "minimum_creation_stake: 5", "minimum_creation_stake: 50", "smaller than a neuron"],
    [
      "what one gives",
      "maximum_participant_icp: 5_000",
      "maximum_participant_icp: 100",
      "cannot give the least",
    ],
    ["its time", "  duration: 7 days", "  duration: 8 days", "3 to 7 days"],
    ["the schedule", "interval: 3 months", "interval: 9 months", "later than the longest"],
    ["an unknown field", "symbol: MASTIC", "ticker: MASTIC", "ticker"],
    ["an amount", "10_000 e8s", "10_000", "transaction_fee"],
    ["a duration", "interval: 3 months", "interval: 3 moons", "no unit moon"],
  ])("finds what is wrong with %s", (_, from, to, fault) => {
    const { faults } = withChange("sns_init.yaml", from, to);
    expect(faults.join("\n")).toContain(fault);
  });

  it.each([
    ["transaction_fee: 10_000 e8s", "transaction_fee: 0.000_1tokens"],
    ["initial_voting_period: 4 days", "initial_voting_period: 3d 24h"],
    ["interval: 3 months", "interval: 3M"],
    ["  restricted_countries:\n    - US\n", ""],
    ["  start_time: 00:00 UTC\n", ""],
  ])("takes what dfx sns takes: in the place of %j, %j", (from, to) => {
    expect(withChange("sns_init.yaml", from, to).faults).toEqual([]);
  });

  it("looks at the logo, once it is there", () => {
    writeFileSync(join(folder, "logo.png"), "GIF89a");
    const { faults, open } = withChange("sns_init.yaml", "bonus: 25%", "bonus: 20%");
    rmSync(join(folder, "logo.png"));
    expect(faults).toEqual(["logo.png is no PNG."]);
    expect(open).not.toContain("logo.png");
  });

  it.each([
    ["validate_proposal", "check_proposal", "no method check_proposal"],
    ["execute_proposal", "get_policy", "the same payload"],
    ["execute_proposal", "get_user", "is a query"],
    ["validator_method_name: validate_proposal", "validator_method_name: suspend", "does not answer"],
    ["id: 1000", "id: 7", "1000"],
  ])("finds what does not fit the Directory: %s as %s", (from, to, fault) => {
    const { faults } = withChange("sns_functions.yaml", from, to);
    expect(faults.join("\n")).toContain(fault);
  });
});
