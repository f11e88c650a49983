// Boards of other programs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForeign } from './foreign.ts';

describe('[MOOD-7] foreign boards', () => {
  it('reads JSON Canvas: texts, links, groups, pictures, edges; counts what has no counterpart', () => {
    const source = {
      nodes: [
        { id: 'a', type: 'text', x: 0, y: 1, width: 200, height: 60, text: 'Keep the floor bare.', color: '4' },
        { id: 'b', type: 'file', x: 300, y: 0, width: 100, height: 80, file: 'pictures/dune.jpg' },
        { id: 'c', type: 'group', x: -20, y: -20, width: 500, height: 300, label: 'Light' },
        { id: 'd', type: 'file', x: 0, y: 0, width: 10, height: 10, file: 'notes.md' }
      ],
      edges: [
        { id: 'e', fromNode: 'a', toNode: 'b', label: 'warmer' },
        { id: 'f', fromNode: 'a', toNode: 'nowhere' }
      ]
    };
    expect(readForeign(JSON.stringify(source))).toEqual({
      items: [
        { key: 'a', kind: 'note', g: [0, 1, 200, 60, 0], words: 'Keep the floor bare.', colour: '#dce8d2' },
        { key: 'b', kind: 'picture', g: [300, 0, 100, 80, 0], file: 'pictures/dune.jpg' },
        { key: 'c', kind: 'frame', g: [-20, -20, 500, 300, 0], title: 'Light' },
        { key: 'e', kind: 'connector', from: 'a', to: 'b', title: 'warmer' }
      ],
      left: 2
    });
  });

  it('reads Excalidraw: shapes with their words, pictures, arrows bound and free, frames', () => {
    const source = {
      type: 'excalidraw',
      elements: [
        {
          id: 'r',
          type: 'rectangle',
          x: 0,
          y: 0,
          width: 80,
          height: 40,
          angle: 0,
          backgroundColor: '#FFEC99',
          boundElements: [{ id: 't', type: 'text' }]
        },
        { id: 't', type: 'text', x: 5, y: 5, width: 50, height: 20, text: 'Linen', containerId: 'r' },
        { id: 'i', type: 'image', x: 100, y: 0, width: 50, height: 50, angle: Math.PI / 2, fileId: 'one' },
        {
          id: 'w',
          type: 'arrow',
          x: 80,
          y: 20,
          points: [
            [0, 0],
            [20, 5]
          ],
          startBinding: { elementId: 'r' },
          endBinding: null
        },
        { id: 'f', type: 'frame', x: -10, y: -10, width: 300, height: 200, name: 'Try' },
        { id: 'p', type: 'freedraw', x: 0, y: 0 },
        { id: 'x', type: 'text', x: 0, y: 0, width: 5, height: 5, text: 'gone', isDeleted: true }
      ],
      files: { one: { dataURL: 'data:image/png;base64,AAAA' } }
    };
    expect(readForeign(JSON.stringify(source))).toEqual({
      items: [
        { key: 'r', kind: 'note', g: [0, 0, 80, 40, 0], words: 'Linen', colour: '#ffec99' },
        { key: 'i', kind: 'picture', g: [100, 0, 50, 50, 90], file: 'data:image/png;base64,AAAA' },
        { key: 'w', kind: 'connector', from: 'r', to: { x: 100, y: 25 }, title: '' },
        { key: 'f', kind: 'frame', g: [-10, -10, 300, 200, 0], title: 'Try' }
      ],
      left: 1
    });
  });

  it('says what is neither, and survives whatever stands in a file', () => {
    expect(() => readForeign('{}')).toThrow(SyntaxError);
    expect(() => readForeign('not json')).toThrow(SyntaxError);
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.constantFrom('id', 'type', 'x', 'y', 'width', 'points', 'text', 'file', 'fromNode'), fc.jsonValue())),
        (nodes) => {
          readForeign(JSON.stringify({ nodes, edges: nodes }));
          readForeign(JSON.stringify({ type: 'excalidraw', elements: nodes, files: nodes[0] ?? null }));
        }
      )
    );
  });
});
