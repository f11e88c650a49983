// What is remembered of an item between its steps: the references as sent, what the provider made, what was kept of it.
import { z } from 'zod';
import { blobInfoSchema } from 'shared/blobs';

const factsSchema = z.object({
  /** Addresses under which the references were sent, in the recipe's order; needed to recognise the prediction in the history. */
  references: z.array(z.string()).optional(),
  made: z
    .object({
      outputs: z.array(z.string()),
      nsfw: z.array(z.boolean()),
      /** Milliseconds from sending to completion. */
      took: z.number(),
      /** Epoch milliseconds at which completion was seen. */
      at: z.number()
    })
    .optional(),
  /** Epoch milliseconds since which copying is tried. */
  copyingSince: z.number().optional(),
  /** What stands in the gallery, or is about to. */
  kept: z
    .object({
      outputs: z.array(z.object({ output: z.number(), info: blobInfoSchema })),
      shardId: z.string(),
      late: z.boolean(),
      /** Epoch milliseconds. */
      at: z.number()
    })
    .optional()
});
export type Facts = z.infer<typeof factsSchema>;

export function readFacts(stored: string | null): Facts {
  return stored === null ? {} : factsSchema.parse(JSON.parse(stored));
}

export function writeFacts(facts: Facts): string {
  return JSON.stringify(facts);
}
