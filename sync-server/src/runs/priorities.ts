// Priorities as rows keep them: numbers, so that the queue can be ordered by them.
import type { Priority } from 'shared/runs';

const numbers: Record<Priority, number> = { high: 1, normal: 0, low: -1 };

export function priorityNumber(priority: Priority): number {
  return numbers[priority];
}

export function priorityOf(stored: number): Priority {
  return stored > 0 ? 'high' : stored < 0 ? 'low' : 'normal';
}
