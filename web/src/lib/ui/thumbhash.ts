// Turns thumbhashes into small pictures when the page has time, because forty of them in one frame would cost five milliseconds.
import { thumbHashToDataURL } from 'thumbhash';

const KEPT = 600;
const decoded = new Map<string, string>();
const waiting = new Map<string, ((url: string) => void)[]>();
let scheduled = false;

const whenIdle: (run: () => void) => void =
  typeof requestIdleCallback === 'function' ? (run) => requestIdleCallback(run, { timeout: 300 }) : (run) => setTimeout(run, 16);

function decodeSome() {
  scheduled = false;
  const until = performance.now() + 6;
  for (const [hash, listeners] of waiting) {
    waiting.delete(hash);
    const url = decode(hash);
    if (url) for (const listener of listeners) listener(url);
    if (performance.now() > until) break;
  }
  if (waiting.size > 0) schedule();
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  whenIdle(decodeSome);
}

function decode(hash: string): string | undefined {
  try {
    const url = thumbHashToDataURL(Uint8Array.from(atob(hash), (char) => char.charCodeAt(0)));
    if (decoded.size >= KEPT) decoded.delete(decoded.keys().next().value ?? '');
    decoded.set(hash, url);
    return url;
  } catch {
    // Not a thumbhash: the average colour stays.
    return undefined;
  }
}

/** Gives the data URL of a Base64 thumbhash, at once if it is known, else when idle. Returns how to stop waiting. */
export function thumbhashUrl(hash: string, ready: (url: string) => void): () => void {
  const known = decoded.get(hash);
  if (known) {
    ready(known);
    return () => {};
  }
  waiting.set(hash, [...(waiting.get(hash) ?? []), ready]);
  schedule();
  return () => {
    const left = (waiting.get(hash) ?? []).filter((listener) => listener !== ready);
    if (left.length > 0) waiting.set(hash, left);
    else waiting.delete(hash);
  };
}
