// One item of an open board as the screen sees it: an instance that stays, with fields that are replaced, so that a change touches one element.
import type { BoardFields, BoardPicture, BoardRecord, Geometry } from 'shared/moodboards';

const NOWHERE: Geometry = [0, 0, 200, 200, 0];

export class BoardNode {
  readonly id: string;
  readonly record: BoardRecord;
  /** Where it lies now; during one's own drag ahead of the document. */
  geometry = $state.raw<Geometry>(NOWHERE);
  fields = $state.raw<BoardFields>({});
  selected = $state.raw(false);
  /** Place in the stack, from 0 at the bottom. */
  rank = $state.raw(0);

  constructor(id: string, record: BoardRecord, fields: BoardFields) {
    this.id = id;
    this.record = record;
    this.fields = fields;
    this.geometry = fields.g ?? NOWHERE;
  }

  get order(): string {
    return this.fields.o ?? 'a0';
  }

  /** The picture it shows: its own, or what it was made into. */
  get picture(): BoardPicture | undefined {
    if (this.record.kind === 'image' || this.record.kind === 'video') return this.record.picture;
    return this.record.kind === 'generation' ? this.fields.result : undefined;
  }

  /** Whether its sides keep their ratio when it is resized. */
  get keepsRatio(): boolean {
    return this.picture !== undefined || this.record.kind === 'generation';
  }

  /** What paints it when it is too small to be told apart. */
  get colour(): string {
    return this.picture?.colour ?? this.fields.colour ?? (this.record.kind === 'palette' ? this.record.colours[0] : undefined) ?? '#9a9a9a';
  }
}
