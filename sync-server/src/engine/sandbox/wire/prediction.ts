// A prediction as the wire shows it.
import type { Files } from '../keeping/files.ts';
import type { PredictionRow } from '../keeping/rows.ts';

export interface WirePrediction {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  readonly outputs: readonly string[];
  readonly urls: { readonly get: string };
  readonly has_nsfw_contents: readonly boolean[];
  readonly created_at: string;
  readonly error: string;
  readonly code: number;
  readonly executionTime?: number;
  readonly timings?: { readonly inference: number };
}

/** The prediction with addresses that begin with `origin`. */
export function toWire(row: PredictionRow, origin: string): WirePrediction {
  const { id, model, status, error, code, nsfw, startedAt, finishedAt } = row;
  const took = startedAt === null || finishedAt === null ? undefined : finishedAt - startedAt;
  return {
    id,
    model,
    status,
    outputs: row.outputs.map((output) => ('text' in output ? output.text : `${origin}/files/${output.file}`)),
    urls: { get: `${origin}/api/v3/predictions/${id}/result` },
    has_nsfw_contents: nsfw,
    created_at: toNanoseconds(row.createdAt, row.seq),
    error,
    code,
    ...(took === undefined ? {} : { executionTime: took, timings: { inference: took } })
  };
}

/** The same with the files' bytes in place of their addresses, where the submission asked for that. */
export async function toWireWithBytes(row: PredictionRow, origin: string, files: Files): Promise<WirePrediction> {
  const wire = toWire(row, origin);
  if (row.inputs.enable_base64_output !== true) return wire;
  const outputs = row.outputs.map(async (output) =>
    'text' in output ? output.text : Buffer.from(await files.read(output.file)).toString('base64')
  );
  return { ...wire, outputs: await Promise.all(outputs) };
}

/** ISO 8601 with nine decimals as the provider writes it; the last six tell predictions of one millisecond apart. */
function toNanoseconds(ms: number, seq: number): string {
  const part = String(seq % 1_000_000).padStart(6, '0');
  return `${new Date(ms).toISOString().slice(0, -1)}${part}Z`;
}
