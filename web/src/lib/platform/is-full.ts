// Tells a full device from other failures, in pages and in workers.

/** Whether a write failed because the browser gives no more room. */
export function isFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = (cause as { inner?: unknown }).inner) {
    if (cause.name === 'QuotaExceededError') return true;
  }
  return false;
}
