// Hashes of bytes, without what checks them, so that workers that only hash stay small.
/** Lower-case hex of the bytes, two characters each. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** The SHA-256 of some bytes in lower-case hex: a blob's name. Needs a secure context in browsers (https or localhost). */
export async function sha256(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
