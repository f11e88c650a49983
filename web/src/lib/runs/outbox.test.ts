// Proves that nothing leaves the device without the person's word, and that nothing is lost or sent under two names.
import fc from 'fast-check';
import { Problem } from 'shared/kernel';
import { titleOf } from 'shared/runs';
import { describe, expect, it } from 'vitest';
import { nextStep, notThere, priceOfRun, repriced, sumOf, type OutboxEntry } from './outbox.ts';
import { send, type SendingPorts } from './sending.ts';
import { aRun, anOutboxEntry } from './test-support.ts';

class Lost extends Error {}

/** A server behind a network that loses what the script says; it counts the ids it took. */
class BadNetwork implements SendingPorts {
  readonly taken: string[] = [];
  readonly order: string[] = [];
  refuses: Problem | undefined;
  script: ('ok' | 'lost-before' | 'lost-after' | 'lost-look-up')[] = [];
  online = true;
  uploads: Promise<unknown> = Promise.resolve();

  connected = () => Promise.resolve();
  uploaded: SendingPorts['uploaded'] = () => this.uploads.then(() => this.order.push('uploaded'));
  disconnected = () => (this.online ? new Promise<void>(() => undefined) : Promise.resolve());
  isProblem = (error: unknown): error is Problem => error instanceof Problem;
  isUnreachable = (error: unknown) => error instanceof Lost;
  trying = async () => void this.order.push('trying');

  post: SendingPorts['post'] = async (run) => {
    this.order.push('post');
    const fate = this.script.shift() ?? 'ok';
    if (fate === 'lost-before') throw new Lost();
    if (this.refuses) throw this.refuses;
    if (!this.taken.includes(run.id)) this.taken.push(run.id);
    if (fate === 'lost-after') throw new Lost();
    return aRun({ id: run.id });
  };

  find: SendingPorts['find'] = async (id) => {
    this.order.push('find');
    if (this.script[0] === 'lost-look-up') throw new Lost();
    return this.taken.includes(id) ? aRun({ id }) : undefined;
  };
}

const withReference = (over: Partial<OutboxEntry> = {}) => {
  const entry = anOutboxEntry(over);
  return { ...entry, newRun: { ...entry.newRun, recipe: { ...entry.newRun.recipe, references: [{ hash: 'f'.repeat(64) }] } } };
};

describe('outbox decisions', () => {
  const entries = fc.record({ state: fc.constantFrom('sending' as const, 'waiting' as const, 'refused' as const), tried: fc.boolean() });

  it('[RUN-6] asks the person before anything is sent after a time without connection', () => {
    fc.assert(
      fc.property(entries, fc.boolean(), fc.boolean(), (entry, reachable, busy) => {
        expect(['nothing', 'look-up', 'ask-person', 'show-problem']).toContain(nextStep(entry, { reachable, busy }));
      })
    );
    expect(nextStep({ state: 'waiting', tried: false }, { reachable: true, busy: false })).toBe('ask-person');
    expect(nextStep({ state: 'waiting', tried: false }, { reachable: false, busy: false })).toBe('nothing');
    expect(nextStep({ state: 'sending', tried: false }, { reachable: true, busy: true })).toBe('nothing');
  });

  it('[RUN-1] looks up by its id what may have arrived before anyone is asked', () => {
    for (const tried of [true, false]) expect(nextStep({ state: 'sending', tried }, { reachable: true, busy: false })).toBe('look-up');
    expect(nextStep({ state: 'waiting', tried: true }, { reachable: true, busy: false })).toBe('look-up');
    expect(nextStep(notThere(anOutboxEntry({ state: 'sending', tried: true })), { reachable: true, busy: false })).toBe('ask-person');
  });

  it('[RUN-6] sums up what the cost sheet would send', () => {
    expect(sumOf([anOutboxEntry(), anOutboxEntry({ price: 27_000 })])).toEqual({ items: 8, price: 135_000 });
  });

  it('[RUN-6] knows what a run costs now, also where its items differ, and keeps the price it was queued with', () => {
    const { newRun } = anOutboxEntry();
    expect(priceOfRun(newRun)).toBe(108_000);
    expect(priceOfRun({ ...newRun, count: 2, each: [{ prompt: 'one' }, { prompt: 'two' }] })).toBe(54_000);
    expect(priceOfRun({ ...newRun, recipe: { ...newRun.recipe, model: 'nobody/knows' } })).toBeNull();
    const dearer = repriced(anOutboxEntry({ price: 100_000 }), 108_000);
    expect(dearer).toMatchObject({ price: 108_000, formerPrice: 100_000, newRun: { expected: 108_000 } });
    expect(repriced(dearer, 120_000)).toMatchObject({ price: 120_000, formerPrice: 100_000 });
    expect(repriced(dearer, 100_000)).not.toHaveProperty('formerPrice');
    expect(repriced(dearer, 108_000)).toBe(dearer);
  });

  it('[RUN-6] names a run by the first words of its prompt', () => {
    expect(titleOf('terracotta carafe on a limestone plinth, low winter sun through a window')).toBe(
      'Terracotta carafe on a limestone plinth, low winter sun…'
    );
    expect(titleOf('  a\n red vase ')).toBe('A red vase');
  });
});

describe('sending', () => {
  it('[RUN-1] sends nothing before its references are on the server', async () => {
    const network = new BadNetwork();
    expect((await send(withReference(), network)).kind).toBe('accepted');
    expect(network.order).toEqual(['uploaded', 'trying', 'post']);
  });

  it('[RUN-6] sends the references of every item first, each once', async () => {
    const network = new BadNetwork();
    const asked: string[] = [];
    network.uploaded = async (...hashes: string[]) => asked.push(...hashes);
    const { newRun } = anOutboxEntry();
    const [a, b] = ['a', 'b'].map((digit) => ({ hash: digit.repeat(64) }));
    const each = [{ references: [a!] }, { references: [b!] }, { references: [a!] }];
    await send(anOutboxEntry({ newRun: { ...newRun, count: 3, each } }), network);
    expect(asked.toSorted()).toEqual([a!.hash, b!.hash]);
  });

  it('[RUN-6] waits on the device when the connection ends while references are being sent', async () => {
    const network = new BadNetwork();
    network.uploads = new Promise(() => undefined);
    network.online = false;
    expect(await send(withReference(), network)).toEqual({ kind: 'waiting', tried: false });
    expect(network.taken).toEqual([]);
  });

  it('[RUN-1] finds the run whose answer was lost instead of asking for another', async () => {
    const network = new BadNetwork();
    network.script = ['lost-after'];
    const outcome = await send(anOutboxEntry(), network);
    expect(outcome.kind).toBe('accepted');
    expect(network.order).toEqual(['trying', 'post', 'find']);
  });

  it('[RUN-1] sends the same id again when the server does not have it', async () => {
    const network = new BadNetwork();
    network.script = ['lost-before'];
    expect((await send(anOutboxEntry(), network)).kind).toBe('accepted');
    expect(network.order).toEqual(['trying', 'post', 'find', 'trying', 'post']);
  });

  it('[RUN-1] stays on the device, known as tried, when nobody answers', async () => {
    const network = new BadNetwork();
    network.script = ['lost-after', 'lost-look-up'];
    expect(await send(anOutboxEntry(), network)).toEqual({ kind: 'waiting', tried: true });
  });

  it('[RUN-5] hands on why the server refused', async () => {
    const network = new BadNetwork();
    network.refuses = new Problem('over-credit', { status: 402, title: 'Not enough credit.', remedy: 'Ask an owner.' });
    expect(await send(anOutboxEntry(), network)).toEqual({ kind: 'refused', problem: network.refuses });
  });

  it('[RUN-1] is taken exactly once or stays on the device, whatever is lost', async () => {
    const fates = fc.array(fc.constantFrom('ok' as const, 'lost-before' as const, 'lost-after' as const, 'lost-look-up' as const), {
      maxLength: 8
    });
    await fc.assert(
      fc.asyncProperty(fates, fc.boolean(), async (script, tried) => {
        const network = new BadNetwork();
        network.script = [...script];
        const outcome = await send(anOutboxEntry({ tried }), network);
        expect(network.taken.length).toBeLessThanOrEqual(1);
        if (outcome.kind === 'accepted') expect(network.taken).toEqual([anOutboxEntry().id]);
        else expect(outcome).toMatchObject({ kind: 'waiting' });
      })
    );
  });
});
