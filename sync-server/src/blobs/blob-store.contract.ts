// The law of every blob store: durable under its hash, repeatable, healing, readable in parts.
import { expect, it } from 'vitest';
import { sha256 } from 'shared/kernel';
import type { BlobStore } from './blob-store.ts';

/** Runs the contract; `damage` makes the store's copy of a hash hold other bytes of the same length. */
export function blobStoreContract(openStore: () => Promise<BlobStore>, damage: (hash: string) => Promise<void>): void {
  const bytes = new Uint8Array(70_000).map((_, at) => (at * 31) % 251);
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => new Uint8Array(await new Response(stream).arrayBuffer());

  it('[SYNC-2] gives back what was put, whole and in parts', async () => {
    const store = await openStore();
    const hash = await sha256(bytes);
    await store.put(hash, bytes);
    expect(await store.size(hash)).toBe(bytes.length);
    expect(new Uint8Array((await store.bytes(hash))!)).toEqual(bytes);
    const whole = (await store.open(hash))!;
    expect(whole.size).toBe(bytes.length);
    expect(await read(whole.stream)).toEqual(bytes);
    const part = (await store.open(hash, { start: 10, end: 19 }))!;
    expect(part.size).toBe(bytes.length);
    expect(await read(part.stream)).toEqual(bytes.slice(10, 20));
  });

  it('[SYNC-2] keeps an empty blob, takes the same bytes many times at once, and finds nothing where nothing is', async () => {
    const store = await openStore();
    const empty = await sha256(new Uint8Array(0));
    await store.put(empty, new Uint8Array(0));
    expect(await store.size(empty)).toBe(0);
    const hash = await sha256(bytes);
    await Promise.all(Array.from({ length: 8 }, () => store.put(hash, bytes)));
    expect(await store.size(hash)).toBe(bytes.length);
    const other = 'f'.repeat(64);
    expect([await store.open(other), await store.bytes(other), await store.size(other)]).toEqual([undefined, undefined, undefined]);
    await store.remove(other);
    await store.remove(hash);
    expect(await store.bytes(hash)).toBeUndefined();
  });

  it('[SYNC-2] bytes that rotted are healed by putting them again', async () => {
    const store = await openStore();
    const hash = await sha256(bytes);
    await store.put(hash, bytes);
    await damage(hash);
    expect(new Uint8Array((await store.bytes(hash))!)).not.toEqual(bytes);
    await store.put(hash, bytes);
    expect(new Uint8Array((await store.bytes(hash))!)).toEqual(bytes);
  });

  it('[SYNC-2] lists what it has bytes of, and since when', async () => {
    const store = await openStore();
    const [kept, removed] = [await sha256(bytes.slice(1)), await sha256(bytes.slice(2))];
    const before = Date.now();
    await store.put(kept, bytes.slice(1));
    await store.put(removed, bytes.slice(2));
    await store.remove(removed);
    const listed = new Map<string, number>();
    for await (const { hash, writtenAt } of store.list()) listed.set(hash, writtenAt);
    expect(listed.has(removed)).toBe(false);
    // File systems may count time in coarser steps.
    expect(listed.get(kept)).toBeGreaterThan(before - 5_000);
  });

  it('[OPS-5] a name that is no hash reaches nothing', async () => {
    const store = await openStore();
    for (const name of ['../../etc/passwd', '', 'A'.repeat(64)]) await expect(store.bytes(name)).rejects.toThrow('SHA-256');
  });
}
