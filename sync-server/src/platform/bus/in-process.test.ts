// Runs the contract of the bus on its adapter within one process, and what holds for that one alone.
import { describe, expect, it } from 'vitest';
import { busContract } from './bus.contract.ts';
import { BusHub, lonelyBus } from './in-process.ts';

describe('in process', () => {
  const hub = new BusHub();
  busContract((report) => Promise.resolve(hub.join(report)));

  it('[SYNC-2] makes no message where nobody else listens', () => {
    const bus = lonelyBus();
    bus.subscribe('topic', { receive: () => undefined, missed: () => undefined });
    bus.publish('topic', () => {
      throw new Error('It was made.');
    });
    expect(bus.isShared).toBe(false);
  });
});
