// Who gets the free places: fair between members, by priority and then age within a member, within the account's rates.

/** Queued items of one run that could be sent now. */
export interface Line {
  readonly runId: string;
  readonly userId: string;
  readonly video: boolean;
  readonly ready: number;
  /** Higher is served first among one member's runs. */
  readonly priority: number;
  /** Age of the run, epoch milliseconds. */
  readonly createdAt: number;
}

export interface Room {
  /** Free places among the concurrent ones. */
  readonly places: number;
  readonly images: number;
  readonly videos: number;
}

/** How busy the key is with a member: items in flight and attempts of the last minute, and their turn when equal. */
export interface Share {
  load: number;
  /** Grows with every item given; the lowest was served longest ago. */
  turn: number;
}

/**
 * Gives each place to the member who has the least so far, then to the one served longest ago.
 * Answers items by run id and raises the shares accordingly; `nextTurn` numbers the turns.
 */
export function shareOut(lines: readonly Line[], room: Room, shares: Map<string, Share>, nextTurn: () => number): Map<string, number> {
  const given = new Map<string, number>();
  const shareOf = (userId: string) => shares.get(userId) ?? { load: 0, turn: 0 };
  let { places, images, videos } = room;
  const before = (a: Line, b: Line) =>
    shareOf(a.userId).load - shareOf(b.userId).load ||
    shareOf(a.userId).turn - shareOf(b.userId).turn ||
    b.priority - a.priority ||
    a.createdAt - b.createdAt ||
    (a.runId < b.runId ? -1 : 1);
  while (places > 0) {
    const open = lines.filter((line) => (given.get(line.runId) ?? 0) < line.ready && (line.video ? videos : images) > 0);
    const [first] = open.toSorted(before);
    if (!first) break;
    given.set(first.runId, (given.get(first.runId) ?? 0) + 1);
    shares.set(first.userId, { load: shareOf(first.userId).load + 1, turn: nextTurn() });
    places -= 1;
    if (first.video) videos -= 1;
    else images -= 1;
  }
  return given;
}
