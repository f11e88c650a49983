// Where one was on each board, kept on this device so that a board opens where it was left.
import { db } from '#lib/platform';
import type { Camera } from './camera.ts';

const keyOf = (boardId: string) => `board-camera-${boardId}`;

export async function readCamera(boardId: string): Promise<Camera | undefined> {
  try {
    const value = (await (await db()).keyValue.get(keyOf(boardId)))?.value as Partial<Camera> | undefined;
    const { x, y, zoom } = value ?? {};
    return [x, y, zoom].every(Number.isFinite) ? (value as Camera) : undefined;
  } catch {
    // Nothing is kept on this device: the board shows itself whole.
    return undefined;
  }
}

export async function keepCamera(boardId: string, camera: Camera): Promise<void> {
  try {
    await (await db()).keyValue.put({ key: keyOf(boardId), value: camera });
  } catch {
    // Only a convenience is lost.
  }
}
