// Proves that an asset never claims to be where it is not.
import { describe, expect, it } from 'vitest';
import { availabilityOf, type Whereabouts } from './availability.ts';

const nowhere: Whereabouts = { here: false, thumbHere: false, waiting: false, refusal: undefined, pinned: false };

describe('availability', () => {
  it('[GAL-6] says server and device apart, and what only this device has', () => {
    const said = (known: Partial<Whereabouts>) => {
      const { state, words } = availabilityOf({ ...nowhere, ...known });
      return [state, words];
    };
    expect(said({ here: true })).toEqual(['safe', 'Server and this device']);
    expect(said({ here: true, pinned: true })).toEqual(['safe', 'Server and, kept for good, this device']);
    expect(said({ here: true, waiting: true })).toEqual(['waiting', 'This device; on its way to the server']);
    expect(said({ thumbHere: true })).toEqual(['away', 'Server; the thumbnail also here']);
    expect(said({})).toEqual(['away', 'Server']);
    expect(said({ pinned: true })).toEqual(['away', 'Server; being fetched to be kept on this device']);
    expect(said({ here: true, waiting: true, refusal: { title: 'The workspace is full.', remedy: 'Ask an owner.' } })).toEqual([
      'waiting',
      'Only this device. The workspace is full. Ask an owner.'
    ]);
  });
});
