// A document seen through a share link: read over its socket alone, kept nowhere on this device, and changed by nobody here.
import { CLOSE } from 'shared/sync';
import type { OpenDocument } from './open-document.ts';

export interface SharedDocument extends OpenDocument {
  /** Resolves when the link shows the document no longer. */
  readonly ended: Promise<void>;
}

/** Opens a document by its full name, for somebody whose pass the browser sends along; `refused` hears that the pass is over. */
export async function openShared(name: string, refused: () => void): Promise<SharedDocument> {
  const [{ Line }, Y] = await Promise.all([import('./line.ts'), import('yjs')]);
  const doc = new Y.Doc();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: ready, resolve: read } = Promise.withResolvers<void>();
  const line = new Line({
    doc,
    name,
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`,
    // Tabs of the studio write to this device's copy, which a visitor has not.
    channel: `shared/${name}`,
    changed: () => line.ended !== undefined && end()
  });
  const { provider } = line;
  // Whoever only looks is not shown to those who work.
  provider.awareness.setLocalState(null);
  provider.on('sync', (synced) => synced && read());
  provider.on('connection-close', (event) => event?.code === CLOSE.noSession && refused());
  line.connect();
  return {
    doc,
    awareness: provider.awareness,
    ready,
    heard: ready,
    replaced: new Promise(() => undefined),
    writable: false,
    ended,
    follow: () => undefined,
    close() {
      line.close();
      doc.destroy();
    }
  };
}
