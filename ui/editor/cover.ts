// Keeps the line that is being written in sight: the tools stick to the foot of the box that scrolls, over a long text.
// Browsers bring the caret into that box, and know nothing of what lies over it.

import type { EditorView } from "@tiptap/pm/view";

/** How far the line stays above, in pixels. */
const ROOM = 4;

/** Scrolls as far as `cover` lies over the line of the caret. */
export function uncover(view: EditorView, cover: Element | null): void {
  if (!cover || !view.hasFocus()) return;
  const caret = view.coordsAtPos(view.state.selection.head);
  const over = cover.getBoundingClientRect();
  const hidden = caret.bottom + ROOM - over.top;
  if (hidden > 0 && caret.top < over.bottom) scroller(cover)?.scrollBy(0, hidden);
}

/** Returns the box in which an element scrolls. */
function scroller(element: Element): Element | null {
  let box = element.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box ?? document.scrollingElement;
}
