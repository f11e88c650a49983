// What every failed request says: an RFC 9457 problem document with a stable code, a sentence and a remedy.
import * as z from 'zod';

export const PROBLEM_TYPE = 'application/problem+json';

/** One error of the product: written once, thrown by code, shown to people. */
export interface ProblemKind {
  readonly status: number;
  /** What happened, in a few words. */
  readonly title: string;
  /** What the person can do about it. */
  readonly remedy: string;
}

export const problemSchema = z.object({
  type: z.string(),
  code: z.string(),
  status: z.number().int(),
  title: z.string(),
  detail: z.string().optional(),
  remedy: z.string(),
  /** Field by field, what is wrong with the input: paths as `recipe.params.size`. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Seconds to wait before trying again, where waiting helps. */
  retryAfter: z.number().optional()
});
export type ProblemDocument = z.infer<typeof problemSchema>;

/** An error that may be shown to people as it stands. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly document: ProblemDocument;

  constructor(code: string, kind: ProblemKind, extra: Partial<Pick<ProblemDocument, 'detail' | 'fields' | 'retryAfter' | 'remedy'>> = {}) {
    super(extra.detail ?? kind.title);
    this.document = { type: `/problems/${code}`, code, status: kind.status, title: kind.title, remedy: kind.remedy, ...extra };
  }

  get code(): string {
    return this.document.code;
  }
}

/**
 * Turns a table of problem kinds into functions that make them: `const problem = problemsOf({…}); throw problem('not-found')`.
 */
export function problemsOf<Codes extends string>(kinds: Record<Codes, ProblemKind>) {
  return (code: Codes, extra?: ConstructorParameters<typeof Problem>[2]) => new Problem(code, kinds[code], extra);
}
