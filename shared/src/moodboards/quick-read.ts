// Recognises the commonest records and values of a board without a schema, which takes a tenth of the time; what it does not know for
// certain to be right is left to the schema.
import { mediaTypes } from '../blobs/index.ts';
import { FARTHEST, type BoardField, type BoardRecord, type Geometry } from './board-item.ts';
import { isOrderKey } from './order.ts';

const HASH = /^[0-9a-f]{64}$/;
const COLOUR = /^#[0-9a-f]{6}$/;
const known = {
  record: new Set(['v', 'createdAt', 'by', 'kind', 'picture']),
  picture: new Set(['hash', 'type', 'bytes', 'width', 'height', 'thumb', 'thumbhash', 'colour']),
  thumb: new Set(['hash', 'width', 'height'])
};
const types = new Set<unknown>(mediaTypes);

/** The value itself when it is certainly a picture's, video's or note's record, else undefined. */
export function quickRecord(value: unknown): BoardRecord | undefined {
  if (!isPlain(value, known.record) || value['v'] !== 1 || !Number.isSafeInteger(value['createdAt'])) return undefined;
  const { by, kind, picture } = value;
  if (by !== undefined && (typeof by !== 'string' || by.length > 64)) return undefined;
  const isRight = kind === 'note' ? picture === undefined : (kind === 'image' || kind === 'video') && isPicture(picture);
  return isRight ? (value as unknown as BoardRecord) : undefined;
}

/** Whether a value is certainly right for the field. */
export function isQuickly(field: BoardField, value: unknown): boolean {
  if (field === 'g') return isGeometry(value);
  if (field === 'o') return typeof value === 'string' && value.length <= 200 && isOrderKey(value);
  if (field === 'colour') return typeof value === 'string' && COLOUR.test(value);
  return field === 'locked' && value === true;
}

function isPicture(value: unknown): boolean {
  if (!isPlain(value, known.picture)) return false;
  const { hash, type, bytes, width, height, thumb, thumbhash, colour } = value;
  return (
    isHash(hash) &&
    types.has(type) &&
    (bytes === 0 || isSize(bytes)) &&
    isSize(width) &&
    isSize(height) &&
    typeof thumbhash === 'string' &&
    typeof colour === 'string' &&
    COLOUR.test(colour) &&
    isPlain(thumb, known.thumb) &&
    isHash(thumb['hash']) &&
    isSize(thumb['width']) &&
    isSize(thumb['height'])
  );
}

function isGeometry(value: unknown): value is Geometry {
  if (!Array.isArray(value) || value.length !== 5) return false;
  const [x, y, width, height, rotation] = value as unknown[];
  return (
    isBetween(x, -FARTHEST, FARTHEST) &&
    isBetween(y, -FARTHEST, FARTHEST) &&
    isBetween(width, 1, FARTHEST) &&
    isBetween(height, 1, FARTHEST) &&
    isBetween(rotation, -360, 360)
  );
}

/** An object with no other keys than these. */
function isPlain(value: unknown, keys: ReadonlySet<string>): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) if (!keys.has(key)) return false;
  return true;
}

const isHash = (value: unknown) => typeof value === 'string' && HASH.test(value);
const isSize = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const isBetween = (value: unknown, least: number, most: number) => typeof value === 'number' && value >= least && value <= most;
