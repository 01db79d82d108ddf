/**
 * A picture in its frame: the wheel, a pinch, a click and a double tap make it larger, a drag moves it, a swipe or a press
 * beside it leaves it.
 */

import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type PointerEvent,
  type RefCallback,
  type RefObject,
} from "react";
import { moved, WHOLE, zoomed, type PictureView, type Point, type Size } from "./pictureView.ts";

export type Swipe = "left" | "right" | "down";

const DOUBLE_TAP_MILLIS = 300;
const DOUBLE_TAP_PIXELS = 30;
const DOUBLE_TAP_SCALE = 2.5;
/** What moves less is a tap. */
const TAP_PIXELS = 8;
/** What a finger has to go for a swipe. */
const SWIPE_PIXELS = 60;
/** How much larger a picture is for each pixel of the wheel; a trackpad that is pinched tells of few, and of Ctrl. */
const WHEEL_GROWTH = 0.002;
const PINCH_GROWTH = 0.01;

interface Shown {
  readonly frame: RefCallback<HTMLDivElement>;
  readonly picture: RefObject<HTMLDivElement | null>;
  readonly view: PictureView;
  /** Whether a finger holds it. */
  readonly isHeld: boolean;
  /** Makes it larger by a factor. @param at what stays where it is, in the window; the middle where left out */
  readonly zoom: (by: number, at?: Point) => void;
  readonly move: (by: Point) => void;
  /** Shows the whole of it again. */
  readonly reset: () => void;
  /** For the frame. */
  readonly handlers: Readonly<
    Record<
      "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel",
      (event: PointerEvent<HTMLElement>) => void
    > & { onClick: () => void }
  >;
}

/** What the fingers on a picture have done since the first of them was put there. */
interface Touch {
  readonly fingers: Map<number, Point>;
  readonly from: Point;
  kind: "tap" | "drag" | "pinch";
}

const sizeOf = ({ offsetWidth, offsetHeight }: HTMLElement): Size => ({
  width: offsetWidth,
  height: offsetHeight,
});
const pointOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** Between the fingers, and how far they are apart. */
function spanOf(fingers: ReadonlyMap<number, Point>): { readonly middle: Point; readonly width: number } {
  const [one = { x: 0, y: 0 }, other = one] = fingers.values();
  return { middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }, width: distance(one, other) };
}

export function usePictureView({
  onSwipe,
  onPressBeside,
}: {
  readonly onSwipe: (way: Swipe) => void;
  readonly onPressBeside: () => void;
}): Shown {
  const frame = useRef<HTMLDivElement | null>(null);
  const picture = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(WHOLE);
  /** More may happen before the next is drawn. */
  const latest = useRef(view);
  const [isHeld, setHeld] = useState(false);
  const touch = useRef<Touch>(undefined);
  const lastTap = useRef<{ readonly at: Point; readonly time: number }>(undefined);

  const show = (next: PictureView): void => {
    latest.current = next;
    setView(next);
  };
  const change = (next: (view: PictureView, picture: Size, frame: Size) => PictureView): void => {
    const [inner, outer] = [picture.current, frame.current];
    if (inner !== null && outer !== null) show(next(latest.current, sizeOf(inner), sizeOf(outer)));
  };
  const zoom = (by: number, at?: Point): void => {
    const box = frame.current?.getBoundingClientRect();
    const from =
      at === undefined || box === undefined
        ? { x: 0, y: 0 }
        : { x: at.x - box.left - box.width / 2, y: at.y - box.top - box.height / 2 };
    change((now, inner, outer) => zoomed(now, by, from, inner, outer));
  };
  const move = (by: Point): void => change((now, inner, outer) => moved(now, by, inner, outer));
  const reset = (): void => show(WHOLE);

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const growth = event.ctrlKey ? PINCH_GROWTH : WHEEL_GROWTH;
    zoom(Math.exp(-event.deltaY * growth), { x: event.clientX, y: event.clientY });
  };
  const latestOnWheel = useRef(onWheel);
  latestOnWheel.current = onWheel;
  const frameRef = useCallback((element: HTMLDivElement) => {
    frame.current = element;
    const listen = (event: WheelEvent): void => latestOnWheel.current(event);
    // React's own listener could not keep the browser from making the page larger.
    element.addEventListener("wheel", listen, { passive: false });
    return () => {
      frame.current = null;
      element.removeEventListener("wheel", listen);
    };
  }, []);

  /** What opened it may have been the first click of two. */
  const since = useRef(Infinity);
  useEffect(() => {
    since.current = performance.now();
  }, []);
  const isBeside = useRef(false);
  const tap = (at: Point, { timeStamp: time, pointerType }: PointerEvent): void => {
    if (time - since.current < DOUBLE_TAP_MILLIS) return;
    const box = picture.current?.getBoundingClientRect();
    isBeside.current =
      box !== undefined && (at.x < box.left || at.x > box.right || at.y < box.top || at.y > box.bottom);
    if (isBeside.current) return;
    const before = lastTap.current;
    const isDouble =
      before !== undefined &&
      time - before.time < DOUBLE_TAP_MILLIS &&
      distance(at, before.at) < DOUBLE_TAP_PIXELS;
    lastTap.current = isDouble ? undefined : { at, time };
    // One click does it, and the second of two does not take it back; one tap of a finger is no more than a touch.
    if (isDouble === (pointerType === "mouse")) return;
    if (latest.current.scale > 1) reset();
    else zoom(DOUBLE_TAP_SCALE, at);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    touch.current ??= { fingers: new Map(), from: at, kind: "tap" };
    touch.current.fingers.set(event.pointerId, at);
    if (touch.current.fingers.size > 1) touch.current.kind = "pinch";
    setHeld(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const { current } = touch;
    if (current?.fingers.has(event.pointerId) !== true) return;
    const before = spanOf(current.fingers);
    const at = pointOf(event);
    current.fingers.set(event.pointerId, at);
    const after = spanOf(current.fingers);
    if (current.kind === "tap" && distance(at, current.from) > TAP_PIXELS) current.kind = "drag";
    if (current.fingers.size > 1) {
      if (before.width > 0) zoom(after.width / before.width, after.middle);
    } else if (latest.current.scale === 1) {
      const isSwiping = current.kind === "drag" && event.pointerType !== "mouse";
      if (isSwiping) show({ ...WHOLE, ...draggedBy(current.from, at) });
      return;
    }
    move({ x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y });
  };
  const release = (event: PointerEvent<HTMLElement>): void => {
    const { current } = touch;
    if (current?.fingers.delete(event.pointerId) !== true || current.fingers.size > 0) return;
    touch.current = undefined;
    setHeld(false);
    const { scale, x, y } = latest.current;
    if (scale > 1 || event.type === "pointercancel") {
      move({ x: 0, y: 0 });
      if (current.kind === "tap" && event.type === "pointerup") tap(current.from, event);
      return;
    }
    reset();
    if (current.kind === "tap") tap(current.from, event);
    else if (x <= -SWIPE_PIXELS) onSwipe("left");
    else if (x >= SWIPE_PIXELS) onSwipe("right");
    else if (y >= SWIPE_PIXELS) onSwipe("down");
  };
  // Not before the click: what is below would get it.
  const onClick = (): void => {
    const wasBeside = isBeside.current;
    isBeside.current = false;
    if (wasBeside) onPressBeside();
  };
  return {
    frame: frameRef,
    picture,
    view,
    isHeld,
    zoom,
    move,
    reset,
    handlers: { onPointerDown, onPointerMove, onPointerUp: release, onPointerCancel: release, onClick },
  };
}

/** A picture that is seen whole goes along with the finger to the sides, or down. */
function draggedBy(from: Point, to: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  return Math.abs(x) > Math.abs(y) ? { x, y: 0 } : { x: 0, y: Math.max(0, y) };
}
