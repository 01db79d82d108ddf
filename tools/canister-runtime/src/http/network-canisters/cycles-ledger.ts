// The cycles ledger, as far as it pays for canisters: everyone has plenty, and nothing is ever spent.
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { typeAt } from "../candid/type-at.ts";
import type { Reject } from "../replica.ts";
import type { NetworkCanister, NetworkMethod } from "./network-canister.ts";

/** What every account has, always: a thousand trillion cycles. */
const plenty = 1_000_000_000_000_000n;

const genericError = IDL.Variant({ GenericError: IDL.Record({ error_code: IDL.Nat, message: IDL.Text }) });
const result = (ok: IDL.Type): IDL.Type => IDL.Variant({ Ok: ok, Err: genericError });
const creation = result(IDL.Record({ block_id: IDL.Nat, canister_id: IDL.Principal }));
const withdrawal = result(IDL.Nat);
const failed = ({ code, message }: Reject): unknown => ({
  Err: { GenericError: { error_code: BigInt(code), message } },
});

/** Creates a canister of the caller, with the settings it asks for. */
const createCanister: NetworkMethod = async ({ sender, argument }, { manage }) => {
  // The settings go on as they came, whatever fields they have.
  const settings = typeAt(argument, ["creation_args", "settings"]) ?? IDL.Record({});
  const creationArgs = IDL.Record({ settings: IDL.Opt(settings) });
  const [{ amount, creation_args }] = IDL.decode(
    [IDL.Record({ amount: IDL.Nat, creation_args: IDL.Opt(creationArgs) })],
    argument,
  ) as unknown as [{ amount: bigint; creation_args: [] | [{ settings: [] | [unknown] }] }];
  const provisional = IDL.encode(
    [IDL.Record({ amount: IDL.Opt(IDL.Nat), settings: IDL.Opt(settings) })],
    [{ amount: [amount], settings: creation_args[0]?.settings ?? [] }],
  );
  const created = await manage(sender, "provisional_create_canister_with_cycles", provisional);
  if ("reject" in created) return IDL.encode([creation], [failed(created.reject)]);
  const [{ canister_id }] = IDL.decode(
    [IDL.Record({ canister_id: IDL.Principal })],
    created.reply,
  ) as unknown as [{ canister_id: Principal }];
  return IDL.encode([creation], [{ Ok: { block_id: 0n, canister_id } }]);
};

/** Gives cycles to a canister. */
const withdraw: NetworkMethod = async ({ sender, argument }, { manage }) => {
  const [{ amount, to }] = IDL.decode(
    [IDL.Record({ amount: IDL.Nat, to: IDL.Principal })],
    argument,
  ) as unknown as [{ amount: bigint; to: Principal }];
  const topUp = IDL.encode(
    [IDL.Record({ canister_id: IDL.Principal, amount: IDL.Nat })],
    [{ canister_id: to, amount }],
  );
  const done = await manage(sender, "provisional_top_up_canister", topUp);
  return IDL.encode([withdrawal], ["reject" in done ? failed(done.reject) : { Ok: 0n }]);
};

const constant =
  (type: IDL.Type, value: unknown): NetworkMethod =>
  () =>
    IDL.encode([type], [value]);

/** `um5iw-rqaaa-aaaaq-qaaba-cai` */
export const cyclesLedger: NetworkCanister = {
  canisterId: Principal.fromText("um5iw-rqaaa-aaaaq-qaaba-cai"),
  queries: new Map([
    ["icrc1_balance_of", constant(IDL.Nat, plenty)],
    ["icrc1_decimals", constant(IDL.Nat8, 12)],
    ["icrc1_symbol", constant(IDL.Text, "TCYCLES")],
    ["icrc1_fee", constant(IDL.Nat, 0n)],
  ]),
  updates: new Map([
    ["create_canister", createCanister],
    ["withdraw", withdraw],
  ]),
};
