// Moving an entry of a vertical list by its handle: with mouse or finger, and with the arrow keys.

/** What a handle reports; places count from 0. */
export interface Reorder {
  move: (from: number, to: number) => void;
  /** While it is held: the place, else undefined. */
  held?: (place: number | undefined) => void;
}

/** The place of the row that a point lies over: the number of rows whose middle is above it. */
function placeAt(y: number, middles: readonly number[], from: number): number {
  return middles.filter((middle, index) => index !== from && middle < y).length;
}

/** An attachment for the handle of entry `from`; rows are the children of its nearest list. */
export function reorderHandle(from: number, { move, held }: Reorder): (handle: HTMLElement) => () => void {
  return (handle) => {
    let place = from;
    const follow = (event: PointerEvent) => {
      const rows = [...(handle.closest('ol, ul')?.children ?? [])].map((row) => row.getBoundingClientRect());
      const next = placeAt(
        event.clientY,
        rows.map(({ top, height }) => top + height / 2),
        place
      );
      if (next === place) return;
      move(place, next);
      place = next;
      held?.(place);
    };
    const end = () => {
      removeEventListener('pointermove', follow);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      held?.(undefined);
    };
    const begin = (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.preventDefault();
      place = from;
      held?.(place);
      addEventListener('pointermove', follow);
      addEventListener('pointerup', end);
      addEventListener('pointercancel', end);
    };
    const press = (event: KeyboardEvent) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(from, from + step);
      // The row keeps its element and loses the focus while it is moved.
      requestAnimationFrame(() => handle.focus());
    };
    handle.addEventListener('pointerdown', begin);
    handle.addEventListener('keydown', press);
    return () => {
      handle.removeEventListener('pointerdown', begin);
      handle.removeEventListener('keydown', press);
    };
  };
}
