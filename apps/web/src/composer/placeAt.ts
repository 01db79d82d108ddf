/** Puts a popover below what it belongs to, or above where there is more room; never over the edge of the window. */

const GAP = 4;
const EDGE = 8;

export function placeAt(popup: HTMLElement, at: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = popup;
  const room = visualViewport?.height ?? innerHeight;
  const isBelow = at.bottom + GAP + height <= room - EDGE || at.top < height + GAP;
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  popup.style.top = `${Math.max(EDGE, Math.min(top, room - height - EDGE))}px`;
  const begin = getComputedStyle(popup).direction === "rtl" ? at.right - width : at.left;
  popup.style.left = `${Math.max(EDGE, Math.min(begin, innerWidth - width - EDGE))}px`;
}
