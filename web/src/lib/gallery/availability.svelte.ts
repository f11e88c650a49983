// What this device knows of where an asset's bytes are, live.
import type { Asset } from 'shared/gallery';
import { deviceCopies, uploads } from '#lib/blobs';
import { availabilityOf, type Availability } from './availability.ts';

/** Where an asset's bytes are; undefined until this device knows what it has. */
export function availability({ hash, thumb }: Pick<Asset, 'hash' | 'thumb'>): Availability | undefined {
  if (!deviceCopies.known) return undefined;
  return availabilityOf({
    here: deviceCopies.has(hash),
    thumbHere: deviceCopies.has(thumb.hash),
    waiting: uploads.isWaiting(hash),
    refusal: uploads.refusal(hash),
    pinned: deviceCopies.isPinned(hash)
  });
}
