/** The method by which a canister calls itself to run what a timer was set for: exported, and in no interface. */
export const RUN_TIMER = "mastic_run_timer";
