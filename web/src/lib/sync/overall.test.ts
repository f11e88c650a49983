// Proves that the one word shown for "is my work safe" is the honest one.
import { expect, it } from 'vitest';
import { overall, type DocumentState, type Everything } from './overall.ts';

const problem = { type: '/problems/x', code: 'x', status: 507, title: 'x', remedy: 'x' };
const calm: DocumentState = { edits: 0, writing: false, connected: true };
const of = (documents: Partial<DocumentState>[], rest: Partial<Everything> = {}) =>
  overall({
    documents: documents.map((document) => ({ ...calm, ...document })),
    editsElsewhere: 0,
    uploads: 0,
    refusedUploads: 0,
    online: true,
    ...rest
  });

it.each<[string, ReturnType<typeof of>, ReturnType<typeof of>]>([
  ['nothing waits: saved', of([{}, {}]), { state: 'saved', count: 0 }],
  [
    'a page that never reached the server and holds no edits has nothing to save',
    of([{ connected: false }], { online: false }),
    { state: 'saved', count: 0 }
  ],
  ['edits on an open line are being saved', of([{ edits: 2 }, {}]), { state: 'saving', count: 2 }],
  ['edits without a line are on this device', of([{ edits: 2, connected: false }]), { state: 'on-this-device', count: 2 }],
  ['one document without a line is enough', of([{ edits: 1 }, { edits: 1, connected: false }]), { state: 'on-this-device', count: 2 }],
  ['a line that looks open without network saves nothing', of([{ edits: 1 }], { online: false }), { state: 'on-this-device', count: 1 }],
  [
    'an edit still on its way to this disk is not on this device yet',
    of([{ edits: 1, writing: true, connected: false }], { online: false }),
    { state: 'saving', count: 1 }
  ],
  ['what closed tabs left counts too', of([{}], { editsElsewhere: 3, online: false }), { state: 'on-this-device', count: 3 }],
  ['uploads count too', of([{}], { uploads: 4 }), { state: 'saving', count: 4 }],
  ['a disk that takes nothing is said at once', of([{ edits: 1, connected: false, problem }]), { state: 'could-not-save', count: 1 }],
  ['a problem without edits loses nothing', of([{ connected: false, problem }]), { state: 'saved', count: 0 }],
  ['a refused upload is said', of([{}], { refusedUploads: 1 }), { state: 'could-not-save', count: 1 }]
])('[SYNC-2] %s', (_title, found, expected) => expect(found).toEqual(expected));
