// An engine for tests of what stands around engines: it counts what it is asked and answers as a test tells it.
import { problem } from 'shared/kernel';
import { accountLevels, type Engine } from './engine.ts';

/** An engine whose calls are replaced by `calls`; every other one fails the test. */
export function stubEngine(calls: Partial<Engine> = {}): Engine {
  const unexpected = () => Promise.reject(problem('unexpected', { detail: 'No test asked for this call.' }));
  return {
    kind: 'wavespeed',
    keyName: 'server',
    limits: accountLevels.gold,
    submit: unexpected,
    result: unexpected,
    history: unexpected,
    upload: unexpected,
    download: unexpected,
    balance: unexpected,
    quote: unexpected,
    charges: unexpected,
    webhookSecret: unexpected,
    catalogue: unexpected,
    ...calls
  };
}
