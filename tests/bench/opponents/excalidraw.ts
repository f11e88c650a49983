// Excalidraw as its users embed it, with a board of pictures and notes; the page's `board` object is what the bench holds it by.
import '@excalidraw/excalidraw/index.css';
import { convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Layout, Opponent } from '../board/layout.ts';
import { painted } from './painted.ts';

interface Api {
  getSceneElements(): readonly { id: string }[];
  updateScene(scene: object): void;
  scrollToContent(target: undefined, options: object): void;
}

let api: Api | undefined;
let items: Layout['items'] = [];

const opponent: Opponent = {
  async open(layout) {
    items = layout.items;
    const elements = convertToExcalidrawElements(
      items.map(({ id, x, y, width, height, picture, words }) =>
        picture === undefined
          ? { type: 'rectangle', id, x, y, width, height, backgroundColor: '#fbeecb', label: { text: words ?? '', fontSize: 16 } }
          : { type: 'image', id, x, y, width, height, fileId: `p${picture}`, status: 'saved' }
      ) as never,
      { regenerateIds: false }
    );
    const files = Object.fromEntries(
      layout.pictures.map((dataURL, index) => [`p${index}`, { id: `p${index}`, mimeType: 'image/webp', dataURL, created: 1 }])
    );
    const began = performance.now();
    await new Promise<void>((done) =>
      createRoot(document.getElementById('root') as HTMLElement).render(
        createElement(Excalidraw, {
          initialData: { elements, files, appState: { zoom: { value: 1 } } } as never,
          excalidrawAPI: (given: unknown) => {
            api = given as Api;
            const look = () => (api?.getSceneElements().length ? done() : void requestAnimationFrame(look));
            look();
          }
        })
      )
    );
    await painted();
    return performance.now() - began;
  },
  look(x, y, zoom) {
    api?.updateScene({ appState: { scrollX: -x, scrollY: -y, zoom: { value: zoom } } });
  },
  select(count) {
    const chosen = items.slice(0, count).map(({ id }) => [id, true] as const);
    api?.updateScene({ appState: { selectedElementIds: Object.fromEntries(chosen) } });
  }
};
Object.assign(window, { opponent });
