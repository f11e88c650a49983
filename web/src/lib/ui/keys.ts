// Reads key descriptions such as `Ctrl+K` and `G P`, so that one text serves matching, the palette and the list of keys.

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & Partial<Pick<KeyboardEvent, 'code'>>;

/** Whether a pressed key is the (last) one described; `before` is the single key pressed just earlier, upper case. */
export function matchesKeys(keys: string, event: Pressed, before?: string): boolean {
  const steps = keys.split(' ');
  const last = steps.at(-1) ?? '';
  if (steps.length > 1 && steps[0]?.toUpperCase() !== before) return false;
  const name = last.endsWith('+') ? '+' : (last.split('+').at(-1) ?? '');
  const modifiers = last.slice(0, -name.length).split('+');
  const wants = (modifier: string) => modifiers.includes(modifier);
  if (wants('Ctrl') !== (event.ctrlKey || event.metaKey) || wants('Alt') !== event.altKey) return false;
  // With Shift a bracket's key gives a brace, or what that place means on the keyboard.
  const bracket = { '[': 'BracketLeft', ']': 'BracketRight' }[name];
  if (bracket) return wants('Shift') === event.shiftKey && (event.key === name || (event.shiftKey && event.code === bracket));
  // Signs such as ? need Shift on some keyboards and not on others; for letters and named keys Shift is part of the description.
  const shiftMatters = /^[a-z0-9]$/i.test(name) || name.length > 1;
  if (shiftMatters && wants('Shift') !== event.shiftKey) return false;
  // With Shift a digit's key gives a sign, another one on every keyboard.
  if (wants('Shift') && /^\d$/.test(name)) return event.code === `Digit${name}` || event.key === name;
  return event.key.toUpperCase() === name.toUpperCase() || (name === 'Space' && event.key === ' ');
}

/** Keys that move about or leave, which keep that meaning everywhere. */
const FIXED = /^(Escape|Tab|Enter|Arrow\w+|Shift|Control|Alt|AltGraph|Meta|Dead|Process|Unidentified|CapsLock)$/;

/** The description of one pressed key, as a command has it; undefined for keys that cannot be given away. */
export function describeKey(event: Pressed): string | undefined {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  if (FIXED.test(event.key) && !(event.key === 'Enter' && held)) return undefined;
  const digit = event.shiftKey ? /^Digit(\d)$/.exec(event.code ?? '')?.[1] : undefined;
  const bracket = event.shiftKey ? { BracketLeft: '[', BracketRight: ']' }[event.code ?? ''] : undefined;
  const name = digit ?? bracket ?? (event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const withShift = event.shiftKey && (/^[A-Z0-9[\]]$/.test(name) || name.length > 1);
  return [event.ctrlKey || event.metaKey ? 'Ctrl+' : '', event.altKey ? 'Alt+' : '', withShift ? 'Shift+' : '', name].join('');
}

/** Whether a description is one key without Ctrl or Alt, so that a second one may follow it. */
export function startsSequence(keys: string): boolean {
  return /^[^ ]$/u.test(keys);
}

/** Whether pressing one would also mean, or never reach, the other: they are equal, or one begins the other. */
export function keysCollide(one: string, other: string): boolean {
  const [first, second] = [one.toUpperCase().split(' '), other.toUpperCase().split(' ')];
  return first[0] === second[0] && (first[1] === undefined || second[1] === undefined || first[1] === second[1]);
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
