// A long press of a finger, which selects where a mouse would click the check.
import type { Attachment } from 'svelte/attachments';

const HOLD_MS = 450;
const SLACK_PX = 10;

/** Calls back when a finger rests on the element; the tap and the menu that would follow are swallowed. */
export function longPress(pressed: () => void): Attachment<HTMLElement> {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from: { x: number; y: number } | undefined;
    let fired = false;
    const stop = () => clearTimeout(timer);
    const down = (event: PointerEvent) => {
      fired = false;
      if (event.pointerType === 'mouse') return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        fired = true;
        navigator.vibrate?.(10);
        pressed();
      }, HOLD_MS);
    };
    const move = (event: PointerEvent) => {
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK_PX) stop();
    };
    const swallow = (event: Event) => {
      if (!fired) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      fired = false;
    };
    const menu = (event: Event) => {
      if (from && matchMedia('(pointer: coarse)').matches) event.preventDefault();
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', stop);
    element.addEventListener('pointercancel', stop);
    element.addEventListener('contextmenu', menu);
    element.addEventListener('click', swallow, { capture: true });
    return () => {
      stop();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', stop);
      element.removeEventListener('pointercancel', stop);
      element.removeEventListener('contextmenu', menu);
      element.removeEventListener('click', swallow, { capture: true });
    };
  };
}
