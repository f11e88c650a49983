// How documents are named and addressed, and the kinds there are.
import * as z from 'zod';
import { idSchema } from '../kernel/index.ts';

export const documentKinds = ['directory', 'gallery', 'preset', 'board'] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** The one directory document of a workspace has this id. */
export const DIRECTORY_ID = 'main';

export interface DocumentName {
  readonly workspaceId: string;
  readonly kind: DocumentKind;
  readonly docId: string;
}

const nameSchema = z.object({ workspaceId: idSchema, kind: documentKindSchema, docId: documentIdSchema });

/** `<workspaceId>/<kind>/<docId>`, as in addresses and stores. */
export function formatName(name: DocumentName): string {
  return `${name.workspaceId}/${name.kind}/${name.docId}`;
}

/** The parts of a well-formed name, else undefined. */
export function parseName(name: string): DocumentName | undefined {
  const [workspaceId, kind, docId, ...rest] = name.split('/');
  if (rest.length > 0) return undefined;
  const parsed = nameSchema.safeParse({ workspaceId, kind, docId });
  return parsed.success ? parsed.data : undefined;
}
