// What a device says of itself while it has a board open: where it points, what it has chosen, what it sees.
import * as z from 'zod';

const coordinate = z.number();
const viewSchema = z.object({ x: coordinate, y: coordinate, width: coordinate.positive(), height: coordinate.positive() });

/** Most selected items that are told. */
export const MAX_TOLD = 200;

/** The server vouches for id and name; of the rest, what cannot be read counts as not said. */
const stateSchema = z.object({
  user: z.object({ id: z.string(), name: z.string().nullish() }),
  cursor: z.object({ x: coordinate, y: coordinate }).nullish().catch(undefined),
  selection: z.array(z.string()).max(MAX_TOLD).catch([]).default([]),
  view: viewSchema.nullish().catch(undefined)
});
export type BoardPresence = z.infer<typeof stateSchema>;

/** A presence as others state it; undefined for what is none. */
export function readPresence(state: unknown): BoardPresence | undefined {
  return stateSchema.safeParse(state).data;
}
