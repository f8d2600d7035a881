/**
 * How far an on-screen keyboard reaches over the bottom edge, in pixels. Some
 * phones lay the keyboard over the page without telling it, and the bar at the
 * bottom would lie behind it. A page enlarged by pinching has no such edge.
 */
export function lift(view: { height: number; offsetTop: number; scale: number }, windowHeight: number): number {
  return view.scale > 1.01 ? 0 : Math.max(0, Math.round(windowHeight - view.height - view.offsetTop));
}
