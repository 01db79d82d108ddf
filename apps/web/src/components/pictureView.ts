/** Which part of a picture is seen, and how large: nothing is moved out of sight that fits. */

export interface PictureView {
  /** 1: the whole picture is seen. */
  readonly scale: number;
  /** How far its middle is from that of its frame, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: PictureView = { scale: 1, x: 0, y: 0 };
export const LARGEST_SCALE = 8;

const within = (value: number, most: number): number =>
  most === 0 ? 0 : Math.min(most, Math.max(-most, value));

/** @param picture at scale 1 @param frame what it is seen in */
export function moved(view: PictureView, by: Point, picture: Size, frame: Size): PictureView {
  const { scale } = view;
  const mostX = Math.max(0, (picture.width * scale - frame.width) / 2);
  const mostY = Math.max(0, (picture.height * scale - frame.height) / 2);
  return { scale, x: within(view.x + by.x, mostX), y: within(view.y + by.y, mostY) };
}

/** @param at what stays where it is, from the middle of the frame */
export function zoomed(view: PictureView, by: number, at: Point, picture: Size, frame: Size): PictureView {
  const scale = Math.min(LARGEST_SCALE, Math.max(1, view.scale * by));
  const grown = scale / view.scale;
  const kept = { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
  return moved(kept, { x: 0, y: 0 }, picture, frame);
}
