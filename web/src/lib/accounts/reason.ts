// What people are told when a request about members fails: the server's own words, or that nobody answered.
import { Problem } from 'shared/kernel';

/** What happened, what is safe and what to do. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) return `${error.document.title} ${error.document.remedy}`;
  return 'The server could not be reached. Nothing was changed; try again when it answers.';
}
