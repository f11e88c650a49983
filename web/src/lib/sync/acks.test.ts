// Proves that an edit counts as saved when the server has confirmed the frame that carried it, and not before.
import { MESSAGE } from 'shared/sync';
import { describe, expect, it } from 'vitest';
import { Acks, readVarUint } from './acks.ts';

const step1 = Uint8Array.of(MESSAGE.sync, 0, 0);
const step2 = Uint8Array.of(MESSAGE.sync, 1, 0);
const update = Uint8Array.of(MESSAGE.sync, 2, 0);
const presence = Uint8Array.of(MESSAGE.awareness, 1, 0);

/** A connection on which the server has asked and been answered. */
function answered(): Acks {
  const acks = new Acks();
  acks.restart();
  acks.sent(step1);
  acks.sent(step2);
  acks.committed(1);
  return acks;
}

function edit(acks: Acks): void {
  acks.sent(update);
  acks.edited();
}

describe('Acks', () => {
  it('[SYNC-2] confirms edits in the order in which their frames became durable', () => {
    const acks = answered();
    edit(acks);
    edit(acks);
    expect(acks.unconfirmed).toBe(2);
    acks.committed(2);
    expect(acks.unconfirmed).toBe(1);
    acks.committed(3);
    expect(acks.unconfirmed).toBe(0);
  });

  it('[SYNC-2] counts neither presence nor questions as edits', () => {
    const acks = answered();
    acks.sent(presence);
    acks.sent(step1);
    edit(acks);
    acks.committed(2);
    expect(acks.unconfirmed).toBe(0);
  });

  it('[SYNC-2] edits made offline are confirmed by the next answer to the server, not by a connection', () => {
    const acks = new Acks();
    acks.edited();
    acks.edited();
    acks.restart();
    acks.committed(0);
    expect([acks.unconfirmed, acks.settled]).toEqual([2, false]);
    acks.sent(step2);
    expect(acks.unconfirmed).toBe(2);
    acks.committed(1);
    expect([acks.unconfirmed, acks.settled]).toEqual([0, true]);
  });

  it('[SYNC-2] a connection that breaks before the confirmation leaves the edit unconfirmed, and old totals never count for the new one', () => {
    const acks = answered();
    edit(acks);
    acks.restart();
    acks.committed(0);
    expect([acks.unconfirmed, acks.settled]).toEqual([1, false]);
    acks.sent(step2);
    acks.committed(1);
    expect(acks.unconfirmed).toBe(0);
  });

  it('[SYNC-2] an edit sent before the first answer waits for that answer, since the server may lack what it builds on', () => {
    const acks = new Acks();
    acks.restart();
    edit(acks);
    acks.committed(1);
    expect(acks.unconfirmed).toBe(1);
    acks.sent(step2);
    acks.committed(2);
    expect(acks.unconfirmed).toBe(0);
  });

  it('[SYNC-2] when the server asks again, everything waits for the new answer', () => {
    const acks = answered();
    edit(acks);
    acks.sent(step2);
    acks.committed(2);
    expect(acks.unconfirmed).toBe(1);
    acks.committed(3);
    expect(acks.unconfirmed).toBe(0);
  });
});

describe('readVarUint', () => {
  it('[SYNC-5] reads what lib0 writes, and refuses what is cut short or too large', () => {
    const decoder = { arr: Uint8Array.of(0, 127, 0x80, 1, 0xff, 0xff, 0xff, 0xff, 0x0f), pos: 0 };
    expect([readVarUint(decoder), readVarUint(decoder), readVarUint(decoder), readVarUint(decoder)]).toEqual([0, 127, 128, 4_294_967_295]);
    expect(() => readVarUint(decoder)).toThrow(RangeError);
    expect(() => readVarUint({ arr: new Uint8Array(20).fill(0xff), pos: 0 })).toThrow(RangeError);
  });
});
