// Keeps the line that is being written in sight: the tools stick to the foot of the box that scrolls, over a long text.
// Browsers bring the caret into that box, and know nothing of what lies over it.

import type { EditorView } from "@tiptap/pm/view";

/** How far the line stays above, in pixels. */
const ROOM = 4;

/** Scrolls until the line of the caret stands above `cover`. Some browsers bring a caret in sight only after this. */
export function uncover(view: EditorView, cover: Element | null): void {
  if (!cover || !view.hasFocus()) return;
  const hidden = foot(view) + ROOM - cover.getBoundingClientRect().top;
  if (hidden > 0) scroller(cover)?.scrollBy(0, hidden);
}

/** Returns where the line of the caret ends. Where a line breaks by itself the caret may stand at the end of one line or at the
 * beginning of the next; the lower of what the two sources say is right or one line too careful. */
function foot(view: EditorView): number {
  const drawn = document.getSelection();
  const rects = drawn?.isCollapsed && drawn.rangeCount > 0 ? drawn.getRangeAt(0).getClientRects() : [];
  return Math.max(view.coordsAtPos(view.state.selection.head).bottom, rects[0]?.bottom ?? 0);
}

/** Returns the box in which an element scrolls. */
function scroller(element: Element): Element | null {
  let box = element.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box ?? document.scrollingElement;
}
