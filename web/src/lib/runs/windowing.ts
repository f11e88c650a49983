// Which tiles of a long grid are in sight: only those exist, so that a run of 1,000 items weighs no more than one of 100.

/** Sizes in CSS pixels. */
export interface GridRules {
  /** A column is never narrower. */
  readonly least: number;
  readonly columnGap: number;
  readonly rowGap: number;
  /** Columns whatever the width. */
  readonly columns?: number;
  /** A row's height without its gap, from a column's width. */
  rowOf(columnWidth: number): number;
}

export interface Grid {
  readonly columns: number;
  readonly rowHeight: number;
  /** From one row's top to the next. */
  readonly pitch: number;
  readonly height: number;
}

export function gridOf(width: number, count: number, rules: GridRules): Grid {
  const { least, columnGap, rowGap } = rules;
  const columns = rules.columns ?? Math.max(1, Math.floor((width + columnGap) / (least + columnGap)));
  const rowHeight = rules.rowOf(Math.max(0, width - (columns - 1) * columnGap) / columns);
  const pitch = rowHeight + rowGap;
  const rows = Math.ceil(count / columns);
  return { columns, rowHeight, pitch, height: Math.max(0, rows * pitch - rowGap) };
}

/** Rows that are there beyond either edge of the view. */
const BEYOND = 2;

/** Indices in sight, `last` not included, with some rows beyond either edge. `top` is how far the grid's top lies above the view. */
export function inSight(grid: Grid, count: number, top: number, view: number, beyond = BEYOND): { first: number; last: number } {
  if (grid.pitch <= 0) return { first: 0, last: 0 };
  const firstRow = Math.max(0, Math.floor(top / grid.pitch) - beyond);
  const lastRow = Math.max(0, Math.ceil((top + view) / grid.pitch) + beyond);
  const first = Math.min(count, firstRow * grid.columns);
  return { first, last: Math.max(first, Math.min(count, lastRow * grid.columns)) };
}

/** How many items are in sight at most, wherever the view stands. */
export function placesOf(grid: Grid, view: number, beyond = BEYOND): number {
  return grid.pitch <= 0 ? 1 : (Math.ceil(view / grid.pitch) + 1 + 2 * beyond) * grid.columns;
}

/** The indices in sight by the places that show them (an index modulo their number), beginning with `firstPlace`. */
export function inPlaces({ first, last }: { first: number; last: number }, places: number, firstPlace: number): number[] {
  const indices: number[] = [];
  for (let turn = 0; turn < places; turn += 1) {
    const place = (firstPlace + turn) % places;
    const index = first + ((((place - first) % places) + places) % places);
    if (index < last) indices.push(index);
  }
  return indices;
}

/** Where an arrow key leads from an index; undefined for other keys. */
export function stepOf(key: string, from: number, count: number, columns: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - columns,
    ArrowDown: from + columns,
    Home: 0,
    End: count - 1
  };
  const to = steps[key];
  if (to === undefined) return undefined;
  if (to < 0 || to >= count) return key === 'ArrowDown' ? Math.max(from, count - 1) : from;
  return to;
}
