// What the sandbox was sent, as it counted itself.
import type { Running } from './process.ts';

/** Submissions that a sandbox process has received since its folder was made. */
export async function submissionsAt(sandbox: Running): Promise<number> {
  const response = await fetch(`${sandbox.origin}/sandbox/api/v3/sandbox/counts`, { headers: { authorization: 'Bearer any' } });
  const { data } = (await response.json()) as { data: { submissions: number } };
  return data.submissions;
}
