// Selecting by a frame that the mouse draws over the timeline: which pictures it touches, and how it follows the pointer.
import type { Attachment } from 'svelte/attachments';
import { visibleRange, type Layout } from './layout.ts';

/** In the timeline's own pixels, from its top. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Indices of the pictures that a frame touches, in order. */
export function touched(layout: Layout, box: Box): number[] {
  const { from, to } = visibleRange(layout, box.y, box.y + box.height);
  const hits: number[] = [];
  for (let index = from; index < to; index++) {
    const [x = 0, y = 0, width = 0, height = 0] = [layout.x[index], layout.y[index], layout.width[index], layout.height[index]];
    if (x < box.x + box.width && x + width > box.x && y < box.y + box.height && y + height > box.y) hits.push(index);
  }
  return hits;
}

export interface MarqueeOptions {
  /** Left edge of the pictures inside of the scrolling element. */
  readonly margin: () => number;
  /** The frame as it now is; `undefined` when it ends. `adding`: what was selected before stays. */
  readonly draw: (box: Box | undefined, adding: boolean) => void;
  /** Begins: what is selected then is what Escape brings back. */
  readonly begin: () => void;
  readonly cancel: () => void;
  /** A click beside everything. */
  readonly click: () => void;
}

/** Pixels that a click may tremble. */
const SLACK = 5;
/** From an edge so near the timeline scrolls, this many pixels a frame at most. */
const EDGE = 48;
const FASTEST = 28;

/** On the scrolling element: a mouse that goes down beside pictures and buttons draws a frame, and scrolls at the edges. */
export function marquee({ margin, draw, begin, cancel, click }: MarqueeOptions): Attachment<HTMLElement> {
  return (scroller) => {
    let start: { x: number; y: number } | undefined;
    let at = { x: 0, y: 0 };
    let adding = false;
    let drawing = false;
    let frame = 0;

    const inside = (event: { clientX: number; clientY: number }) => {
      const edge = scroller.getBoundingClientRect();
      return { x: event.clientX - edge.left - margin(), y: event.clientY - edge.top + scroller.scrollTop };
    };
    const redraw = () => {
      if (!start) return;
      const here = inside({ clientX: at.x, clientY: at.y });
      if (!drawing && Math.hypot(here.x - start.x, here.y - start.y) < SLACK) return;
      if (!drawing) begin();
      drawing = true;
      const box = { x: Math.min(start.x, here.x), y: Math.min(start.y, here.y) };
      draw({ ...box, width: Math.abs(here.x - start.x), height: Math.abs(here.y - start.y) }, adding);
    };
    const step = () => {
      frame = requestAnimationFrame(step);
      if (!drawing) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const over = at.y < top + EDGE ? at.y - top - EDGE : at.y > bottom - EDGE ? at.y - bottom + EDGE : 0;
      if (over === 0) return;
      scroller.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, over / 2));
      redraw();
    };
    const stop = () => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', up);
      removeEventListener('keydown', key, { capture: true });
      start = undefined;
      drawing = false;
      draw(undefined, adding);
    };
    const move = (event: PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      redraw();
    };
    const up = () => {
      const clicked = start && !drawing;
      stop();
      if (clicked && !adding) click();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drawing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stop();
      cancel();
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType !== 'mouse' || start) return;
      if (!(event.target instanceof Element) || event.target.closest('li, button, a, input')) return;
      // No text is selected on the way.
      event.preventDefault();
      start = inside(event);
      at = { x: event.clientX, y: event.clientY };
      adding = event.shiftKey || event.ctrlKey || event.metaKey;
      addEventListener('pointermove', move);
      addEventListener('pointerup', up);
      addEventListener('pointercancel', up);
      addEventListener('keydown', key, { capture: true });
      frame = requestAnimationFrame(step);
    };
    scroller.addEventListener('pointerdown', down);
    return () => {
      scroller.removeEventListener('pointerdown', down);
      if (start) stop();
    };
  };
}
