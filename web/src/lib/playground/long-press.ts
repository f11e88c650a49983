// A long press on touch, where a pointer would hover: opens what a tap does not.
import type { Attachment } from 'svelte/attachments';

const HOLD_MS = 450;
const SLACK_PX = 10;

/** Calls `act` after a finger has rested; the tap that would follow and the browser's own menu are held back. */
export function longPress(act: () => void): Attachment<HTMLElement> {
  return (target) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let held = false;
    let start = { x: 0, y: 0 };
    const stop = () => clearTimeout(timer);
    const down = (event: PointerEvent) => {
      held = false;
      if (event.pointerType === 'mouse') return;
      start = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        held = true;
        act();
      }, HOLD_MS);
    };
    const move = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK_PX) stop();
    };
    const click = (event: MouseEvent) => {
      if (!held) return;
      held = false;
      event.preventDefault();
      event.stopPropagation();
    };
    const menu = (event: MouseEvent) => (event as PointerEvent).pointerType === 'touch' && event.preventDefault();
    const all = [
      ['pointerdown', down],
      ['pointermove', move],
      ['pointerup', stop],
      ['pointercancel', stop],
      ['click', click],
      ['contextmenu', menu]
    ] as const;
    for (const [name, listener] of all) target.addEventListener(name, listener as EventListener, name === 'click');
    return () => {
      stop();
      for (const [name, listener] of all) target.removeEventListener(name, listener as EventListener, name === 'click');
    };
  };
}
