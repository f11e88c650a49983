// The geometry of cropping: a frame within a picture, moved, resized by its handles and held to a ratio. Pure; lengths are the picture's pixels.

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Room {
  readonly width: number;
  readonly height: number;
}
/** Which edges a handle moves: -1 left or top, 1 right or bottom, 0 neither. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** The least side of a crop: below it a picture is of no use to any model. */
const LEAST = 64;

export const handles: readonly (Handle & { readonly name: string })[] = [
  { x: -1, y: -1, name: 'Top left corner' },
  { x: 0, y: -1, name: 'Top edge' },
  { x: 1, y: -1, name: 'Top right corner' },
  { x: 1, y: 0, name: 'Right edge' },
  { x: 1, y: 1, name: 'Bottom right corner' },
  { x: 0, y: 1, name: 'Bottom edge' },
  { x: -1, y: 1, name: 'Bottom left corner' },
  { x: -1, y: 0, name: 'Left edge' }
];

const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from), Math.max(from, to));

/** The whole picture. */
export const whole = ({ width, height }: Room): Frame => ({ x: 0, y: 0, width, height });

/** The largest frame of a ratio (width by height) around the middle of another, within the picture. */
export function fitRatio(frame: Frame, ratio: number, room: Room): Frame {
  const width = Math.min(room.width, room.height * ratio);
  const height = width / ratio;
  const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  return {
    x: clamp(middle.x - width / 2, 0, room.width - width),
    y: clamp(middle.y - height / 2, 0, room.height - height),
    width,
    height
  };
}

/** The frame moved by so much, as far as the picture reaches. */
export function moved(frame: Frame, dx: number, dy: number, room: Room): Frame {
  return { ...frame, x: clamp(frame.x + dx, 0, room.width - frame.width), y: clamp(frame.y + dy, 0, room.height - frame.height) };
}

/** The frame with a handle pulled by so much: the opposite side stays, a given ratio is kept, and nothing leaves the picture. */
export function resized(frame: Frame, handle: Handle, dx: number, dy: number, room: Room, ratio?: number): Frame {
  const least = { width: Math.min(LEAST, room.width), height: Math.min(LEAST, room.height) };
  const anchor = {
    x: handle.x < 0 ? frame.x + frame.width : handle.x > 0 ? frame.x : frame.x + frame.width / 2,
    y: handle.y < 0 ? frame.y + frame.height : handle.y > 0 ? frame.y : frame.y + frame.height / 2
  };
  // How far the frame may reach from what stays: to the picture's edge, or from a middle to the nearer edge.
  const reach = {
    width:
      handle.x < 0 ? anchor.x : handle.x > 0 ? room.width - anchor.x : ratio ? 2 * Math.min(anchor.x, room.width - anchor.x) : frame.width,
    height:
      handle.y < 0
        ? anchor.y
        : handle.y > 0
          ? room.height - anchor.y
          : ratio
            ? 2 * Math.min(anchor.y, room.height - anchor.y)
            : frame.height
  };
  let width = clamp(frame.width + handle.x * dx, least.width, reach.width);
  let height = clamp(frame.height + handle.y * dy, least.height, reach.height);
  if (ratio) {
    // A corner follows the longer pull; an edge takes the other side along.
    const byWidth = handle.y === 0 || (handle.x !== 0 && Math.abs(dx) >= Math.abs(dy * ratio));
    const wished = byWidth ? width : height * ratio;
    const most = Math.min(reach.width, reach.height * ratio);
    const smallest = Math.min(most, Math.max(least.width, least.height * ratio));
    width = clamp(wished, smallest, most);
    height = width / ratio;
  }
  return {
    x: handle.x < 0 ? anchor.x - width : handle.x > 0 ? anchor.x : anchor.x - width / 2,
    y: handle.y < 0 ? anchor.y - height : handle.y > 0 ? anchor.y : anchor.y - height / 2,
    width,
    height
  };
}

/** The frame after the picture was turned a quarter to the right within a room of these sides before the turn. */
export function turned(frame: Frame, room: Room): Frame {
  return { x: room.height - frame.y - frame.height, y: frame.x, width: frame.height, height: frame.width };
}

/** The name of a shape after a quarter turn: `4:5` becomes `5:4`, and one that is no ratio stays. */
export const turnedShape = (name: string): string => name.split(':').toReversed().join(':');

/** Whole pixels within the picture. */
export function rounded(frame: Frame, room: Room): Frame {
  const width = clamp(Math.round(frame.width), 1, room.width);
  const height = clamp(Math.round(frame.height), 1, room.height);
  return { x: clamp(Math.round(frame.x), 0, room.width - width), y: clamp(Math.round(frame.y), 0, room.height - height), width, height };
}
