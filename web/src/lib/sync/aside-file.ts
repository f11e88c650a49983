// A copy that was kept aside as a file: for a person to read, and for a program to load without loss.
import { parseName } from 'shared/sync';
import * as Y from 'yjs';
import type { AsideRow } from '#lib/platform';

/** One JSON file of all copies; `state` is the whole document as a Yjs V2 update in base64. */
export function asideFile(rows: readonly AsideRow[]): File {
  const documents = rows.map(({ name, why, at, state }) => ({
    name,
    why,
    at: new Date(at).toISOString(),
    content: contentOf(name, state),
    state: base64(state)
  }));
  const day = new Date(rows[0]?.at ?? Date.now()).toISOString().slice(0, 10);
  return new File([JSON.stringify({ preset: 'kept-aside', version: 1, documents }, null, 2)], `preset-kept-aside-${day}.json`, {
    type: 'application/json'
  });
}

/** Directory and gallery are maps at their top level; other kinds only their own editor can put into words. */
function contentOf(name: string, state: Uint8Array): Record<string, unknown> | undefined {
  const kind = parseName(name)?.kind;
  if (kind !== 'gallery' && kind !== 'directory') return undefined;
  const doc = new Y.Doc();
  Y.applyUpdateV2(doc, state);
  const content = Object.fromEntries([...doc.share.keys()].map((key) => [key, doc.getMap(key).toJSON()]));
  doc.destroy();
  return content;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
