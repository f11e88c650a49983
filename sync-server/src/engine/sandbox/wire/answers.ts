// The provider's envelope around every answer, and refusals as errors that turn into it.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal of a request, as the contract words it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: ContentfulStatusCode;

  constructor(status: ContentfulStatusCode, message: string) {
    super(message);
    this.status = status;
  }
}

/** The envelope of a success. */
export function success(c: Context, data: unknown): Response {
  return c.json({ code: 200, message: 'success', data });
}

/** The envelope of a failure: the HTTP status is also its code. */
export function failure(c: Context, status: ContentfulStatusCode, message: string): Response {
  return c.json({ code: status, message, data: null }, status);
}

/** A JSON object from the request's body; refuses anything else. */
export async function readBody(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (!isObject(body)) throw new Refusal(400, 'the body must be a JSON object');
  return body;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `page` and `page_size` of a list request; both are required by the contract. */
export function readPage(body: Record<string, unknown>): { page: number; pageSize: number } {
  const { page, page_size: pageSize } = body;
  if (!isWhole(page) || page < 1) throw new Refusal(400, 'field "page" must be an integer of at least 1');
  if (!isWhole(pageSize) || pageSize < 1 || pageSize > 100) throw new Refusal(400, 'field "page_size" must be an integer from 1 to 100');
  return { page, pageSize };
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

/** Epoch milliseconds of an ISO time, or undefined when the field is absent. */
export function readTime(body: Record<string, unknown>, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null || value === '') return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new Refusal(400, `field "${field}" must be an ISO 8601 time`);
  return time;
}
