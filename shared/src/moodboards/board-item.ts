// What can lie on a moodboard: a record that is written once, and the values that people change afterwards, each by itself.
import * as z from 'zod';
import { blobInfoSchema } from '../blobs/index.ts';
import { assetIdSchema } from '../gallery/index.ts';
import { idSchema, text } from '../kernel/index.ts';
import { isOrderKey } from './order.ts';

/** Random, made by the device that adds the item. */
export const boardItemIdSchema = z.string().regex(/^[0-9a-z]{8,32}$/, 'A board item’s id is 8 to 32 lower-case letters and digits.');
export type BoardItemId = z.infer<typeof boardItemIdSchema>;

export const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/, 'Write a colour as #rrggbb in lower case.');

/** Farthest from the origin that anything may lie, in board units (pixels at 100 %). */
export const FARTHEST = 1_000_000;
const coordinate = z.number().min(-FARTHEST).max(FARTHEST);
const extent = z.number().min(1).max(FARTHEST);

/** `[x, y, width, height, rotation]` in board units and degrees clockwise; x and y are the unturned top left corner. */
const geometrySchema = z.tuple([coordinate, coordinate, extent, extent, z.number().min(-360).max(360)]);
export type Geometry = z.infer<typeof geometrySchema>;

/** Everything needed to show a picture before, or without, its gallery entry. */
const pictureSchema = blobInfoSchema.extend({
  assetId: assetIdSchema.optional(),
  nsfw: z.boolean().optional()
});
export type BoardPicture = z.infer<typeof pictureSchema>;

const common = {
  v: z.literal(1),
  /** Epoch milliseconds. */
  createdAt: z.number().int(),
  /** Who put it there: a user's id. */
  by: z.string().max(64).optional()
};

/** One end of a connector: at an item (on whichever side is nearest), or at a place. */
const connectorEndSchema = z.union([z.object({ item: boardItemIdSchema }), z.object({ x: coordinate, y: coordinate })]);
export type ConnectorEnd = z.infer<typeof connectorEndSchema>;

export const boardRecordSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('image'), picture: pictureSchema }),
  z.object({ ...common, kind: z.literal('video'), picture: pictureSchema }),
  z.object({ ...common, kind: z.literal('note') }),
  z.object({ ...common, kind: z.literal('swatch') }),
  z.object({ ...common, kind: z.literal('palette'), colours: z.array(colourSchema).min(1).max(12) }),
  z.object({ ...common, kind: z.literal('frame') }),
  z.object({ ...common, kind: z.literal('connector') }),
  /** A result that is being made: one output of one item of a run; its `result` field turns it into a picture for all. */
  z.object({
    ...common,
    kind: z.literal('generation'),
    runId: idSchema,
    position: z.number().int().nonnegative(),
    /** What is made of the sources. */
    mode: z.enum(['vary', 'stitch', 'edit', 'animate']),
    /** Board items that it is made of, for the edges that show where it comes from. */
    sources: z.array(boardItemIdSchema).max(20),
    /** Micro-dollars it was asked for at. */
    price: z.number().int().nonnegative().nullable()
  })
]);
export type BoardRecord = z.infer<typeof boardRecordSchema>;
export type BoardItemKind = BoardRecord['kind'];

/** The values that people change, each under a key of its own, so that concurrent changes of different ones both survive. */
export const boardFieldSchemas = {
  /** Geometry. */
  g: geometrySchema,
  /** Fractional key of its place in the stack; equal keys are ordered by id. */
  o: z.string().max(200).refine(isOrderKey, 'Not a fractional key.'),
  /** The frame it lies in. */
  frame: boardItemIdSchema,
  /** Items with an equal value move together. */
  group: boardItemIdSchema,
  locked: z.literal(true),
  /** Title of a frame, name of a swatch or palette, label of a connector. */
  title: text(200),
  /** Alternative text of a picture; without one its prompt serves. */
  alt: text(1_000),
  /** Colour of a note, swatch or frame. */
  colour: colourSchema,
  tags: z.array(text(40, 1)).max(20),
  /** Ends of a connector. */
  from: connectorEndSchema,
  to: connectorEndSchema,
  /** What a generation became. */
  result: pictureSchema
} as const;
export type BoardFields = { [Field in keyof typeof boardFieldSchemas]?: z.infer<(typeof boardFieldSchemas)[Field]> };
export type BoardField = keyof BoardFields;

/** A board item as it can be shown. */
export interface BoardItem {
  readonly id: BoardItemId;
  readonly record: BoardRecord;
  readonly fields: BoardFields;
}
