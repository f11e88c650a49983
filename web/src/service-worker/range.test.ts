// Proves that media on this device are answered like a server would, range by range.
import { describe, expect, it } from 'vitest';
import { mediaResponse } from './media.ts';
import { parseRange } from './range.ts';

describe('parseRange', () => {
  it('[PWA-2] understands first-last, open ends and suffixes', () => {
    expect(parseRange('bytes=0-0', 10)).toEqual({ start: 0, end: 0 });
    expect(parseRange('bytes=2-5', 10)).toEqual({ start: 2, end: 5 });
    expect(parseRange('bytes=4-', 10)).toEqual({ start: 4, end: 9 });
    expect(parseRange('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
  });

  it('[PWA-2] cuts ranges at the end of the blob and refuses those beyond it', () => {
    expect(parseRange('bytes=8-99', 10)).toEqual({ start: 8, end: 9 });
    expect(parseRange('bytes=-99', 10)).toEqual({ start: 0, end: 9 });
    expect(parseRange('bytes=10-', 10)).toBe('unsatisfiable');
    expect(parseRange('bytes=-0', 10)).toBe('unsatisfiable');
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  });

  it('[PWA-2] takes everything else as a wish for the whole', () => {
    for (const header of [null, '', 'bytes=-', 'bytes=5-2', 'bytes=0-1,4-5', 'items=0-1', 'bytes=a-b'])
      expect(parseRange(header, 10)).toBeUndefined();
  });
});

describe('mediaResponse', () => {
  const hash = 'a'.repeat(64);
  const blob = new Blob(['0123456789'], { type: 'video/mp4' });

  it('[PWA-2] answers a range with 206 and exactly its bytes', async () => {
    const response = mediaResponse(blob, hash, 'bytes=2-5');
    expect([response.status, response.headers.get('content-range'), response.headers.get('content-length')]).toEqual([
      206,
      'bytes 2-5/10',
      '4'
    ]);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(await response.text()).toBe('2345');
  });

  it('[PWA-2] answers without a range with the whole, and an impossible one with 416', async () => {
    const whole = mediaResponse(blob, hash, null);
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    const none = mediaResponse(blob, hash, 'bytes=10-');
    expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });
});
