/** How long the tests that start processes may take: a busy machine makes them slow without anything being wrong. */
export const patience = { testTimeout: 90_000, hookTimeout: 120_000 };
