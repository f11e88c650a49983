// Proves which command a key reaches: the nearest meaning, sequences before lone keys, nothing while typing.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commands } from './commands.svelte.ts';
import { keyBindings } from './key-bindings.svelte.ts';

let ran: string[] = [];
let takeAway: (() => void)[] = [];
let clock = 0;

const add = (id: string, keys: string, more: { available?: () => boolean } = {}) =>
  takeAway.push(commands.register({ id, title: id, keys, run: () => void ran.push(id), ...more }));

function press(key: string, ctrlKey = false): boolean {
  clock += 100;
  const event = {
    key,
    ctrlKey,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    target: null,
    defaultPrevented: false,
    isComposing: false,
    timeStamp: clock,
    preventDefault: () => {}
  };
  return commands.press(event as unknown as KeyboardEvent);
}

beforeEach(() => {
  ran = [];
  takeAway = [];
  commands.singleKeys = true;
});
afterEach(() => {
  takeAway.forEach((take) => take());
  keyBindings.reset();
});

it('[PLAY-7] runs a sequence, and a lone key of the same letter otherwise', () => {
  add('page', 'G P');
  add('pin', 'P');
  press('p');
  press('g');
  press('p');
  expect(ran).toEqual(['pin', 'page']);
});

it('[PLAY-7] gives a key its nearest meaning and the former one back afterwards', () => {
  add('gallery.star', 'F');
  const leave = commands.register({ id: 'viewer.star', title: '', keys: 'F', run: () => void ran.push('viewer.star') });
  press('f');
  leave();
  press('f');
  expect(ran).toEqual(['viewer.star', 'gallery.star']);
});

it('[PLAY-7] passes over what is not available now', () => {
  add('first', 'E');
  add('second', 'E', { available: () => false });
  press('e');
  expect(ran).toEqual(['first']);
});

it('[PLAY-7] keeps keys with Ctrl when single keys are switched off', () => {
  add('palette', 'Ctrl+K');
  add('star', 'F');
  commands.singleKeys = false;
  expect([press('f'), press('k', true)]).toEqual([false, true]);
  expect(ran).toEqual(['palette']);
});

it('[PLAY-7] forgets the first key of a sequence after a while', () => {
  add('page', 'G P');
  press('g');
  clock += 5_000;
  expect(press('p')).toBe(false);
});

it('[PLAY-7] follows the keys that were chosen, until they are reset', () => {
  add('star', 'F');
  add('bare', '');
  keyBindings.choose('star', 'Ctrl+B');
  keyBindings.choose('bare', 'F');
  expect([press('f'), press('b', true)]).toEqual([true, true]);
  expect(ran).toEqual(['bare', 'star']);
  expect(commands.keysOf('star', 'F')).toBe('Ctrl+B');
  keyBindings.choose('star', '');
  expect([commands.keysOf('star', 'F'), press('b', true)]).toEqual([undefined, false]);
  keyBindings.reset('star');
  expect(commands.keysOf('star', 'F')).toBe('F');
});

it('[PLAY-7] still asks a command with another key for its title of now', () => {
  let title = 'Move to trash';
  takeAway.push(
    commands.register({
      id: 'trash',
      get title() {
        return title;
      },
      keys: 'Delete',
      run: () => {}
    })
  );
  keyBindings.choose('trash', 'X');
  title = 'Move 3 to trash';
  expect(commands.all.find(({ id }) => id === 'trash')).toMatchObject({ title: 'Move 3 to trash', keys: 'X' });
});
