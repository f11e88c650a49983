// Proves when sending through a key stops and how it starts again.
import { expect, it } from 'vitest';
import { KeyPause } from './key-pause.ts';

function make() {
  let clock = 1_000;
  const pause = new KeyPause({ first: 100, longest: 350, now: () => clock });
  return {
    pause,
    to: (at: number) => {
      clock = at;
    }
  };
}

it('[ENG-7] waits longer each time the key is refused again, counts a burst once, and tries with a single item', () => {
  const { pause, to } = make();
  expect(pause.places(50, 0)).toBe(50);
  pause.keyRefused();
  pause.keyRefused();
  expect([pause.until, pause.places(50, 0)]).toEqual([1_100, 0]);
  to(1_100);
  expect([pause.places(50, 0), pause.places(50, 1)]).toEqual([1, 0]);
  pause.keyRefused();
  expect(pause.until).toBe(1_300);
  to(1_300);
  pause.keyRefused();
  expect(pause.until).toBe(1_650);
  to(1_650);
  pause.answered();
  expect(pause.places(50, 7)).toBe(50);
  pause.keyRefused();
  expect(pause.until).toBe(1_750);
});

it('[RUN-5] does not let one item that is put off hold back the others, but lets three in a row', () => {
  const { pause } = make();
  pause.refusedForNow(70);
  pause.refusedForNow(70);
  pause.answered();
  pause.refusedForNow(70);
  pause.refusedForNow(70);
  expect(pause.places(50, 0)).toBe(50);
  pause.refusedForNow(70);
  expect([pause.until, pause.places(50, 0)]).toEqual([1_070, 0]);
});
