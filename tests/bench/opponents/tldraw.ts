// tldraw's editor with its default shapes and tools, and without its menus, which costs it less than its users pay.
import 'tldraw/tldraw.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createTLStore,
  defaultAddFontsFromNode,
  defaultBindingUtils,
  defaultShapeTools,
  defaultShapeUtils,
  defaultTools,
  TldrawEditor,
  tipTapDefaultExtensions,
  toRichText,
  type Editor
} from 'tldraw';
import type { Layout, Opponent } from '../board/layout.ts';
import { painted } from './painted.ts';

let editor: Editor | undefined;
let items: Layout['items'] = [];
const root = () => createRoot(document.getElementById('root') as HTMLElement);

/** Without `store` an empty editor, whose snapshot is what a board is opened from. */
function mount(snapshot: object | undefined): Promise<Editor> {
  const parts = { shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils };
  const store = createTLStore({ ...parts, ...(snapshot ? { snapshot: snapshot as never } : {}) });
  const mounted = root();
  return new Promise((done) =>
    mounted.render(
      createElement(TldrawEditor, {
        ...parts,
        store,
        tools: [...defaultTools, ...defaultShapeTools],
        initialState: 'select',
        textOptions: { addFontsFromNode: defaultAddFontsFromNode, tipTapConfig: { extensions: tipTapDefaultExtensions } },
        options: { maxShapesPerPage: 20_000 },
        onMount: (made: Editor) => {
          Object.assign(made, { leave: () => mounted.unmount() });
          done(made);
        }
      } as never)
    )
  );
}

const opponent: Opponent = {
  async open(layout) {
    items = layout.items;
    const maker = await mount(undefined);
    maker.createAssets(
      layout.pictures.map((src, index) => ({
        id: `asset:p${index}`,
        typeName: 'asset',
        type: 'image',
        meta: {},
        props: { name: `p${index}`, src, w: 320, h: 320, mimeType: 'image/webp', isAnimated: false }
      })) as never
    );
    maker.createShapes(
      items.map(({ id, x, y, width, height, picture, words }) =>
        picture === undefined
          ? { id: `shape:${id}`, type: 'note', x, y, props: { richText: toRichText(words ?? '') } }
          : { id: `shape:${id}`, type: 'image', x, y, props: { w: width, h: height, assetId: `asset:p${picture}` } }
      ) as never
    );
    const snapshot = maker.store.getStoreSnapshot('document');
    (maker as Editor & { leave: () => void }).leave();
    const began = performance.now();
    editor = await mount(snapshot);
    await painted('.tl-shape');
    return performance.now() - began;
  },
  look(x, y, zoom) {
    editor?.setCamera({ x: -x, y: -y, z: zoom });
  },
  select(count) {
    editor?.select(...(items.slice(0, count).map(({ id }) => `shape:${id}`) as never[]));
  }
};
Object.assign(window, { opponent });
