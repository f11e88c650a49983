// Reads key descriptions such as `Ctrl+K` and `G P`, so that one text serves matching, the palette and the list of keys.

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether a pressed key is the (last) one described; `before` is the single key pressed just earlier, upper case. */
export function matchesKeys(keys: string, event: Pressed, before?: string): boolean {
  const steps = keys.split(' ');
  const last = steps.at(-1) ?? '';
  if (steps.length > 1 && steps[0]?.toUpperCase() !== before) return false;
  const name = last.endsWith('+') ? '+' : (last.split('+').at(-1) ?? '');
  const modifiers = last.slice(0, -name.length).split('+');
  const wants = (modifier: string) => modifiers.includes(modifier);
  if (wants('Ctrl') !== (event.ctrlKey || event.metaKey) || wants('Alt') !== event.altKey) return false;
  // Signs such as ? need Shift on some keyboards and not on others; for letters and named keys Shift is part of the description.
  const shiftMatters = /^[a-z0-9]$/i.test(name) || name.length > 1;
  if (shiftMatters && wants('Shift') !== event.shiftKey) return false;
  return event.key.toUpperCase() === name.toUpperCase() || (name === 'Space' && event.key === ' ');
}

/** Whether keys pressed on this element are text for it. */
export function typingIn(target: EventTarget | null): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|range|submit|reset|file|color)$/.test(target.type);
}

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
const names: Record<string, string> = {
  Ctrl: mac ? '⌘' : 'Ctrl',
  Shift: mac ? '⇧' : 'Shift',
  Alt: mac ? '⌥' : 'Alt',
  Enter: '↵',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓'
};

/** The caps to draw for a description, one string a key. */
export function keyCaps(keys: string): string[] {
  return keys
    .split(' ')
    .flatMap((step) =>
      (step.endsWith('+') ? [...step.slice(0, -1).split('+').filter(Boolean), '+'] : step.split('+')).map((key) => names[key] ?? key)
    );
}
