// Lets a finger pull a bottom sheet down by its header.
import type { Attachment } from 'svelte/attachments';

const ENOUGH_PX = 90;

/** On the header of a sheet: follows the pointer downwards and closes past 90 px. */
export function dragToClose(close: () => void): Attachment<HTMLElement> {
  return (header) => {
    let from: number | undefined;
    const sheet = () => header.parentElement;
    const down = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' || (event.target as Element).closest('button')) return;
      from = event.clientY;
      header.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const panel = sheet();
      if (from === undefined || !panel) return;
      panel.style.translate = `0 ${Math.max(0, event.clientY - from)}px`;
    };
    const up = (event: PointerEvent) => {
      const panel = sheet();
      if (from === undefined || !panel) return;
      const far = event.clientY - from > ENOUGH_PX && event.type === 'pointerup';
      from = undefined;
      if (far) close();
      else panel.style.translate = '';
    };
    header.addEventListener('pointerdown', down);
    header.addEventListener('pointermove', move);
    header.addEventListener('pointerup', up);
    header.addEventListener('pointercancel', up);
    return () => {
      header.removeEventListener('pointerdown', down);
      header.removeEventListener('pointermove', move);
      header.removeEventListener('pointerup', up);
      header.removeEventListener('pointercancel', up);
    };
  };
}
