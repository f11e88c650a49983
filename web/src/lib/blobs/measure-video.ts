// Looks at a video as the browser shows it, which only a page can do: its size, its length and a frame near its beginning.
import type { Measured } from './measure.ts';
import { blobProblem } from './problems.ts';

/** Milliseconds after which a video that shows nothing counts as unreadable. */
const PATIENCE = 20_000;

/** Looks at a video; `stand` makes what stands in for it out of a frame. Throws `unreadable-media`. */
export async function measureVideo(
  file: Blob,
  stand: (frame: ImageBitmap, width: number, height: number) => Promise<Pick<Measured, 'thumb' | 'thumbhash' | 'colour'>>
): Promise<Measured> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  try {
    await reached(video, 'loadeddata', () => (video.src = url));
    // Recorders leave the length out; the end of the file tells it.
    if (!Number.isFinite(video.duration)) await reached(video, 'durationchange', () => (video.currentTime = Number.MAX_SAFE_INTEGER));
    await reached(video, 'seeked', () => (video.currentTime = Math.min(0.1, video.duration / 2)));
    const { videoWidth: width, videoHeight: height, duration } = video;
    if (!(width > 0 && height > 0 && duration > 0 && Number.isFinite(duration))) throw blobProblem('unreadable-media');
    return { width, height, seconds: duration, ...(await stand(await createImageBitmap(video), width, height)) };
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

/** Does something to a video and waits for its event. */
function reached(video: HTMLVideoElement, event: string, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(blobProblem('unreadable-media'));
    const timer = setTimeout(fail, PATIENCE);
    const done = (settle: () => void) => () => {
      clearTimeout(timer);
      settle();
    };
    video.addEventListener(event, done(resolve), { once: true });
    video.addEventListener('error', done(fail), { once: true });
    begin();
  });
}
