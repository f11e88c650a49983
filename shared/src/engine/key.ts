// A workspace's own provider key: what an owner enters, and what is told of it afterwards.
import * as z from 'zod';
import { engineKindSchema } from '../accounts/index.ts';
import { idSchema } from '../kernel/index.ts';

const accountLevelSchema = z.enum(['bronze', 'silver', 'gold', 'ultra']);
export type AccountLevelName = z.infer<typeof accountLevelSchema>;

export const newEngineKeySchema = z.object({
  workspaceId: idSchema,
  /** Never answered again, in whole. */
  key: z
    .string()
    .trim()
    .min(8, 'This is too short for a WaveSpeed key.')
    .max(512, 'This is too long for a WaveSpeed key.')
    .regex(/^[\x21-\x7e]+$/, 'A WaveSpeed key has no spaces or line breaks. Copy it again.'),
  /** The account's level, which sets its rates. */
  level: accountLevelSchema.default('bronze')
});

export const engineKeySchema = z.object({
  /** The workspace's own key, null where it has none. */
  own: z
    .object({
      /** Its last four characters. */
      ending: z.string(),
      level: accountLevelSchema,
      /** Epoch milliseconds. */
      since: z.number().int()
    })
    .nullable(),
  /** What the workspace uses without a key of its own. */
  standard: engineKindSchema
});
export type EngineKey = z.infer<typeof engineKeySchema>;
