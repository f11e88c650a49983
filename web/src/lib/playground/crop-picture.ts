// Cuts a picture to a frame, turned by quarters: a new file, the original untouched.
import type { Frame } from './crop-rules.ts';

/** Quarters to the right, 0 to 3. */
export type Quarters = 0 | 1 | 2 | 3;

/**
 * The part of a picture within `frame`, which lies in the picture as turned. JPEG stays JPEG, at a quality at which nothing is seen; everything
 * else becomes PNG, which loses nothing.
 */
export async function cropPicture(url: string, frame: Frame, quarters: Quarters, name: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The picture could not be read: ${response.status}.`);
  const bytes = await response.blob();
  const bitmap = await createImageBitmap(bytes);
  const canvas = Object.assign(document.createElement('canvas'), { width: frame.width, height: frame.height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  const turned = quarters % 2 === 1;
  const width = turned ? bitmap.height : bitmap.width;
  const height = turned ? bitmap.width : bitmap.height;
  context.translate(-frame.x, -frame.y);
  context.translate(width / 2, height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  bitmap.close();
  const type = bytes.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.95));
  if (!blob) throw new Error('The browser could not write the picture.');
  return new File([blob], `${name}.${type === 'image/jpeg' ? 'jpg' : 'png'}`, { type });
}
