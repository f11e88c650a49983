// Places a timeline's pictures in justified rows by day: typed arrays and whole pixels, so that 100,000 take milliseconds and nothing reactive is touched.

export interface LayoutOptions {
  /** Width of the container in CSS pixels. */
  width: number;
  /** Height that rows come near to. */
  rowHeight: number;
  /** Between pictures. */
  gap: number;
  /** Between days that share a row. */
  dayGap: number;
  /** Room for the headings above a day's first row. */
  heading: number;
  /** Below a day's last row. */
  dayEnd: number;
}

/** Where a day's heading stands. */
export interface Heading {
  /** Of the day's first picture. */
  index: number;
  count: number;
  /** As given in `days`. */
  day: number;
  x: number;
  y: number;
  width: number;
}

export interface Layout {
  readonly x: Float32Array;
  /** Doubles, because a timeline of 100,000 pictures is millions of pixels high. */
  readonly y: Float64Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  /** Top of each row, without its heading, in order. */
  readonly rowTop: Float64Array;
  readonly rowHeight: Float32Array;
  /** First picture of each row; one more entry than rows. */
  readonly rowStart: Uint32Array;
  readonly rows: number;
  readonly headings: readonly Heading[];
  /** Height of all in CSS pixels. */
  readonly total: number;
}

/** A day fills a row of its own from this share of the width on; shorter ones share. */
const ENOUGH = 0.66;
/** No row is higher than this many times the asked height; then it ends before the edge. */
const TALLEST = 1.5;
/** A ratio beyond these is placed as if it were at the limit: a thread of pixels cannot be seen or hit. */
const THINNEST = 0.25;
const WIDEST = 5;

interface Segment {
  from: number;
  to: number;
  /** Begins its day here, so it carries the heading. */
  first: boolean;
  dayFrom: number;
  dayTo: number;
}

/**
 * Lays pictures out in the given order. `ratios` are width by height; `days` says which day each belongs to (any number, equal for
 * neighbours of one day). Days that would not fill a row share one with their followers, so that only the very last row can end ragged.
 */
export function layoutByDay(ratios: ArrayLike<number>, days: ArrayLike<number>, options: LayoutOptions): Layout {
  const { width, rowHeight, gap, dayGap, heading, dayEnd } = options;
  const count = ratios.length;
  const x = new Float32Array(count);
  const y = new Float64Array(count);
  const widths = new Float32Array(count);
  const heights = new Float32Array(count);
  const tops: number[] = [];
  const rowHeights: number[] = [];
  const starts: number[] = [];
  const headings: Heading[] = [];
  // Of one day's rows, used again by the next day.
  const cost = new Float64Array(count + 1);
  const begin = new Uint32Array(count + 1);
  let top = 0;

  const shares = new Float64Array(count);
  for (let index = 0; index < count; index++) shares[index] = Math.min(WIDEST, Math.max(THINNEST, ratios[index] || 1));
  const ratio = (index: number) => shares[index] ?? 1;
  const sum = (from: number, to: number) => {
    let total = 0;
    for (let index = from; index < to; index++) total += ratio(index);
    return total;
  };
  const dayEndOf = (from: number) => {
    let to = from + 1;
    while (to < count && days[to] === days[from]) to++;
    return to;
  };

  /** Places one row of segments at `top` and moves on below it. */
  const place = (segments: readonly Segment[], from: number, to: number) => {
    const fixed = gap * (to - from - segments.length) + dayGap * (segments.length - 1);
    const exact = (width - fixed) / sum(from, to);
    const ragged = to === count && exact > rowHeight * TALLEST;
    const height = Math.max(24, Math.round(ragged ? rowHeight : exact));
    if (segments.some(({ first }) => first)) top += heading;
    let left = 0;
    for (const segment of segments) {
      const begin = left;
      for (let index = segment.from; index < segment.to; index++) {
        const right = left + ratio(index) * (ragged ? height : exact);
        const last = index === to - 1;
        x[index] = Math.round(left);
        y[index] = top;
        widths[index] = (last && !ragged ? width : Math.round(right)) - Math.round(left);
        heights[index] = height;
        left = right + gap;
      }
      if (segment.first)
        headings.push({
          index: segment.dayFrom,
          count: segment.dayTo - segment.dayFrom,
          day: days[segment.dayFrom] ?? 0,
          x: Math.round(begin),
          y: top - heading,
          width: Math.max(0, Math.round(left - gap - begin))
        });
      left += dayGap - gap;
    }
    tops.push(top);
    rowHeights.push(height);
    starts.push(from);
    top += height + gap;
  };

  /** One day's pictures in those rows whose heights together come nearest to the asked one. */
  const placeDay = (from: number, to: number, first: boolean, dayFrom: number) => {
    const size = to - from;
    for (let end = 1; end <= size; end++) {
      let least = Infinity;
      let best = 0;
      let total = 0;
      for (let start = end - 1; start >= 0; start--) {
        total += ratio(from + start);
        // How many times the asked height the row would be: twice costs as much as half.
        const times = (width - gap * (end - start - 1)) / (total * rowHeight);
        // The last row of all may end ragged, which costs little; twice as many as fit make a row too low to consider.
        const here = (cost[start] ?? 0) + (from + end === count && times > TALLEST ? 0.1 : times > 0 ? times + 1 / times - 2 : Infinity);
        if (here < least) {
          least = here;
          best = start;
        }
        if (times < 0.5) break;
      }
      cost[end] = least;
      begin[end] = best;
    }
    const ends: number[] = [];
    for (let end = size; end > 0; end = begin[end] ?? 0) ends.push(end);
    let start = 0;
    for (const end of ends.reverse()) {
      place([{ from: from + start, to: from + end, first: first && start === 0, dayFrom, dayTo: to }], from + start, from + end);
      start = end;
    }
  };

  let at = 0;
  let dayFrom = 0;
  while (at < count) {
    const continued = at > 0 && days[at] === days[at - 1];
    if (!continued) dayFrom = at;
    const end = dayEndOf(at);
    if (sum(at, end) * rowHeight >= width * ENOUGH || end === count) {
      placeDay(at, end, !continued, dayFrom);
      top += dayEnd;
      at = end;
      continue;
    }
    // Short: let the following days, or as much of one as fits, share the row.
    const segments: Segment[] = [{ from: at, to: end, first: !continued, dayFrom, dayTo: end }];
    let used = sum(at, end) * rowHeight;
    let next = end;
    while (next < count && used < width * ENOUGH) {
      const nextEnd = dayEndOf(next);
      let to = next;
      used += dayGap;
      while (to < nextEnd && (to === next || used + (ratio(to) * rowHeight) / 2 < width)) used += ratio(to++) * rowHeight;
      segments.push({ from: next, to, first: true, dayFrom: next, dayTo: nextEnd });
      dayFrom = next;
      next = to;
    }
    place(segments, at, next);
    if (next >= count || days[next] !== days[next - 1]) top += dayEnd;
    at = next;
  }

  return {
    x,
    y,
    width: widths,
    height: heights,
    rowTop: Float64Array.from(tops),
    rowHeight: Float32Array.from(rowHeights),
    rowStart: Uint32Array.from([...starts, count]),
    rows: tops.length,
    headings,
    total: Math.max(0, top)
  };
}

/** Index of the last of sorted `values` that is at most `wanted`; -1 when none is. */
function lastAtMost(values: ArrayLike<number>, count: number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The row at a height in the timeline. */
export function rowAt(layout: Layout, y: number): number {
  return Math.max(0, lastAtMost(layout.rowTop, layout.rows, y));
}

/** The row that holds a picture. */
export function rowOf(layout: Layout, index: number): number {
  return lastAtMost(layout.rowStart, layout.rows, index);
}

/** Pictures `[from, to)` whose rows touch the given heights. */
export function visibleRange(layout: Layout, top: number, bottom: number): { from: number; to: number } {
  if (layout.rows === 0) return { from: 0, to: 0 };
  let first = rowAt(layout, top);
  if ((layout.rowTop[first] ?? 0) + (layout.rowHeight[first] ?? 0) < top && first < layout.rows - 1) first++;
  const last = rowAt(layout, bottom);
  return { from: layout.rowStart[first] ?? 0, to: layout.rowStart[last + 1] ?? 0 };
}

/** The headings whose line touches the given heights. */
export function visibleHeadings(layout: Layout, top: number, bottom: number): readonly Heading[] {
  const { headings } = layout;
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.y ?? 0) < top) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < headings.length && (headings[end]?.y ?? 0) <= bottom) end++;
  return headings.slice(low, end);
}

/** The picture above (`-1`) or below (`1`) another: the one in the neighbouring row that is nearest across. */
export function neighbourRow(layout: Layout, index: number, direction: -1 | 1): number {
  const row = rowOf(layout, index) + direction;
  if (row < 0 || row >= layout.rows) return index;
  const middle = (layout.x[index] ?? 0) + (layout.width[index] ?? 0) / 2;
  let best = layout.rowStart[row] ?? index;
  let distance = Infinity;
  for (let candidate = best; candidate < (layout.rowStart[row + 1] ?? 0); candidate++) {
    const away = Math.abs((layout.x[candidate] ?? 0) + (layout.width[candidate] ?? 0) / 2 - middle);
    if (away < distance) {
      distance = away;
      best = candidate;
    }
  }
  return best;
}
