/** Whether the first answer to a question may still come soon: what failed once is not waited for. */

interface Asked {
  readonly isLoading: boolean;
  readonly failureCount: number;
}

export function isAwaited({ isLoading, failureCount }: Asked): boolean {
  return isLoading && failureCount === 0;
}
