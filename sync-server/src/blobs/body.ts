// Takes the bytes of a request body into memory, never more than allowed.
import { problem } from 'shared/kernel';

/** The whole body. Throws `body-too-large` as soon as it is longer than `max` bytes; reading then stops. */
export async function readBody(request: Request, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > max) throw problem('body-too-large');
  if (!request.body) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    length += part.length;
    if (length > max) throw problem('body-too-large');
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
