// The commands of a toolbar, and what it shows.

import type { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { AllSelection, TextSelection } from "@tiptap/pm/state";
import { linkTarget } from "./link";

export const commandNames = [
  "bold", "italic", "h2", "h3", "bullet", "ordered", "quote", "link", "unlink", "indent", "outdent", "undo", "redo",
] as const;
export type CommandName = (typeof commandNames)[number];

/** Runs a command and tells whether it did something. A link whose target is not allowed does not. */
export function run(editor: Editor, name: CommandName, value?: string): boolean {
  if (name === "link") return link(editor, value ?? "");
  // A chain acts as it is built, so none is begun for a link that is refused.
  const at = editor.chain().focus().command(({ tr }) => {
    // Everything selected is not inside anything, so nothing could be lifted out of a list or quote.
    if (tr.selection instanceof AllSelection) {
      tr.setSelection(TextSelection.between(tr.doc.resolve(0), tr.doc.resolve(tr.doc.content.size)));
    }
    // Each press of a button is one step to undo.
    closeHistory(tr);
    return true;
  });
  switch (name) {
    case "bold":
      return at.toggleBold().run();
    case "italic":
      return at.toggleItalic().run();
    case "h2":
      return at.toggleHeading({ level: 2 }).run();
    case "h3":
      return at.toggleHeading({ level: 3 }).run();
    case "bullet":
      return at.toggleList("bulletList", "listItem").run();
    case "ordered":
      return at.toggleList("orderedList", "listItem").run();
    case "quote":
      return at.toggleBlockquote().run();
    case "unlink":
      return at.extendMarkRange("link").unsetMark("link").run();
    case "indent":
      return at.sinkListItem("listItem").run();
    case "outdent":
      return at.liftListItem("listItem").run();
    case "undo":
      return at.undo().run();
    case "redo":
      return at.redo().run();
    default:
      return false;
  }
}

/** Links the selection, or the link around the caret, or else writes the address itself. */
function link(editor: Editor, address: string): boolean {
  const href = linkTarget(address);
  if (!href) return false;
  const at = editor.chain().focus();
  if (editor.state.selection.empty && !editor.isActive("link")) {
    return at.insertContent({ type: "text", text: address.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
  }
  return at.extendMarkRange("link").setMark("link", { href }).run();
}

export interface State {
  bold: boolean;
  italic: boolean;
  h2: boolean;
  h3: boolean;
  bullet: boolean;
  ordered: boolean;
  quote: boolean;
  /** Whether the selection is in a link, and where that leads. */
  link: boolean;
  href: string;
  undo: boolean;
  redo: boolean;
  indent: boolean;
  outdent: boolean;
}

export function stateOf(editor: Editor): State {
  const can = editor.can();
  return {
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    h2: editor.isActive("heading", { level: 2 }),
    h3: editor.isActive("heading", { level: 3 }),
    bullet: editor.isActive("bulletList"),
    ordered: editor.isActive("orderedList"),
    quote: editor.isActive("blockquote"),
    link: editor.isActive("link"),
    href: String(editor.getAttributes("link")["href"] ?? ""),
    undo: can.undo(),
    redo: can.redo(),
    indent: can.sinkListItem("listItem"),
    outdent: can.liftListItem("listItem"),
  };
}
