/** How long the tests that start processes may take: a busy machine with two cores is no failure. */
export const patience = { testTimeout: 90_000, hookTimeout: 120_000 };
