// Both databases put a code on their errors; everything that is decided about an error is decided by it.

/** The code of a database error, such as `SQLITE_FULL` or `23505`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
