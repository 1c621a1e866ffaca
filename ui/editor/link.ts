// Links: which targets may be one, and the mark that carries them. The same targets are refused
// again, by other code, when the text is stored.

import { InputRule, Mark } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

const LONGEST = 2048;

/** Returns the target that `text` means, or null when it cannot be the target of a link. */
export function linkTarget(text: string): string | null {
  const trimmed = text.trim();
  const url = parsed(trimmed) ?? parsed(guessed(trimmed));
  if (!url) return null;
  const leadsSomewhere = url.protocol === "mailto:" ? url.pathname !== "" : url.hostname !== "";
  const web = url.protocol === "https:" || url.protocol === "http:";
  if (!(web || url.protocol === "mailto:") || !leadsSomewhere || url.username || url.password) return null;
  const bytes = new TextEncoder().encode(url.href).length;
  return bytes > LONGEST || /[\s\\\p{Cc}\p{Cf}]/u.test(url.href) ? null : url.href;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** People write addresses without their scheme. */
function guessed(text: string): string {
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s/:@]+\.[^\s/:@]{2,}(\/\S*)?$/.test(text) ? `https://${text}` : "";
}

const TYPED = /(?:^|[\s(])((?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)\]])\s$/;

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes() {
    return { href: { default: null } };
  },
  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element: HTMLElement) => {
          const href = linkTarget(element.getAttribute("href") ?? "");
          return href ? { href } : false;
        },
      },
    ];
  },
  renderHTML({ mark }) {
    const href = linkTarget(String(mark.attrs.href));
    return ["a", href ? { href, rel: "noopener noreferrer nofollow" } : {}, 0];
  },
  addInputRules() {
    return [
      new InputRule({
        find: TYPED,
        handler: ({ state, range, match }) => {
          const written = match[1] ?? "";
          const href = linkTarget(written);
          if (!href) return;
          const from = range.from + match[0].indexOf(written);
          const to = from + written.length;
          if (state.doc.rangeHasMark(from, to, this.type)) return;
          state.tr.addMark(from, to, this.type.create({ href })).removeStoredMark(this.type);
        },
      }),
    ];
  },
  addProseMirrorPlugins() {
    const type = this.type;
    return [
      new Plugin({
        props: {
          // A pasted address becomes a link, around the selected words if there are any.
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData("text/plain").trim() ?? "";
            const address = /^(https?:\/\/|mailto:)\S+$/i.test(text) ? linkTarget(text) : null;
            if (!address) return false;
            const { tr, selection, schema } = view.state;
            const mark = type.create({ href: address });
            if (selection.empty) tr.replaceSelectionWith(schema.text(text, [mark]), false);
            else tr.addMark(selection.from, selection.to, mark);
            view.dispatch(tr.removeStoredMark(type).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});
