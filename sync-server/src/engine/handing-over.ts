// Hands files to the provider: by a ticket straight to its file store, or by a form where that does not work.
import { engineProblem } from 'shared/engine';
import { Problem } from 'shared/kernel';
import { isRecord, type Wire } from './wire.ts';

/** Files may lie on any host: addresses are checked, and the key is never sent. */
export interface FileHosts {
  get(url: string, maxBytes: number): Promise<Uint8Array>;
  /** Answers the HTTP status. */
  put(url: string, headers: Record<string, string>, bytes: Uint8Array): Promise<number>;
}

interface HandedFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/**
 * Uploads a file and answers the address to use as an input. Uploading is free and may be repeated, so a ticket that does not
 * work is followed by the form (wavespeed-contract, "Ticket upload"). A refused key or a file that is too large is not tried twice.
 */
export async function handOver(wire: Wire, files: FileHosts, file: HandedFile): Promise<string> {
  try {
    return await byTicket(wire, files, file);
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'key-refused') throw error;
    return byForm(wire, file);
  }
}

async function byTicket(wire: Wire, files: FileHosts, { bytes, type, name }: HandedFile): Promise<string> {
  const ticket = await wire.read('POST', '/media/uploads', { filename: name, size: bytes.length, content_type: type });
  const { download_url: address, upload } = isRecord(ticket) ? ticket : {};
  if (!isAddress(address) || !isRecord(upload) || upload.method !== 'PUT' || typeof upload.url !== 'string') throw unreadable();
  const headers = isRecord(upload.headers)
    ? Object.fromEntries(Object.entries(upload.headers).map(([header, value]) => [header, String(value)]))
    : {};
  const status = await files.put(upload.url, headers, bytes);
  // 412 answers `if-none-match: *` when the same bytes lie there already.
  if (status >= 300 && status !== 412) throw engineProblem('provider-unavailable', { detail: `The upload was answered ${status}.` });
  return address;
}

async function byForm(wire: Wire, { bytes, type, name }: HandedFile): Promise<string> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name, { type }));
  const answer = await wire.read('POST', '/media/upload/binary', form);
  const { download_url: address } = isRecord(answer) ? answer : {};
  if (!isAddress(address)) throw unreadable();
  return address;
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

function unreadable() {
  return engineProblem('provider-unavailable', { detail: 'The upload’s answer cannot be read.' });
}
