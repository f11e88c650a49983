// A tooltip that adds a name and its key to a control; one element for the page, above everything.
import type { Attachment } from 'svelte/attachments';
import { keyCaps } from './keys.ts';

const DELAY_MS = 450;
let element: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let owner: Element | undefined;
/** Focus that a dialog moves by itself wants no tooltip; focus that a person moves does. */
let tabbed = false;
if (typeof addEventListener === 'function') addEventListener('keydown', ({ key }) => (tabbed = key === 'Tab'), { capture: true });

function show(target: HTMLElement, label: string, keys: string | undefined) {
  if (!target.isConnected || !('showPopover' in target)) return;
  element ??= Object.assign(document.createElement('div'), { className: 'preset-tooltip' });
  element.setAttribute('popover', 'manual');
  element.setAttribute('aria-hidden', 'true');
  element.replaceChildren(
    label,
    ...(keys ? keyCaps(keys) : []).map((cap) => Object.assign(document.createElement('kbd'), { textContent: cap }))
  );
  // Inside an open modal dialog only its own descendants are shown above it.
  (target.closest('dialog') ?? document.body).append(element);
  element.showPopover();
  const at = target.getBoundingClientRect();
  const size = element.getBoundingClientRect();
  const below = at.bottom + 6 + size.height < innerHeight;
  element.style.top = `${below ? at.bottom + 6 : at.top - size.height - 6}px`;
  element.style.left = `${Math.max(6, Math.min(innerWidth - size.width - 6, at.left + at.width / 2 - size.width / 2))}px`;
  owner = target;
}

function hide(target?: Element) {
  clearTimeout(timer);
  if (target && owner !== target) return;
  if (element?.isConnected) element.remove();
  owner = undefined;
}

/** Shows a label and its key on hover and on keyboard focus; the control itself must carry the name for screen readers. */
export function tooltip(label: string, keys?: string): Attachment<HTMLElement> {
  return (target) => {
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => show(target, label, keys), DELAY_MS);
    };
    const enter = (event: PointerEvent) => event.pointerType === 'mouse' && later();
    const focus = () => tabbed && target.matches(':focus-visible') && later();
    const leave = () => hide(target);
    const all = [
      ['pointerenter', enter],
      ['focus', focus],
      ['pointerleave', leave],
      ['blur', leave],
      ['pointerdown', leave],
      ['keydown', leave]
    ] as const;
    for (const [name, listener] of all) target.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of all) target.removeEventListener(name, listener as EventListener);
      hide(target);
    };
  };
}
