// What a rich text may hold, for the editor: the same list that the application's own schema
// checks on the way to disk. Tab is not bound anywhere: it leaves the editor (WCAG 2.1.2), and
// lists are nested with Mod-] and Mod-[.

import { Extension, Node, mergeAttributes, wrappingInputRule, type Extensions } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList } from "@tiptap/extension-list/bullet-list";
import { ListItem } from "@tiptap/extension-list/item";
import { ListKeymap } from "@tiptap/extension-list/keymap";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions/undo-redo";
import { Link } from "./link";

const AUTO = { HTMLAttributes: { dir: "auto" } };
const HIGHEST_START = 1_000_000;

/** A numbered list that knows its first number and nothing else. */
const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element: HTMLElement) => {
          const start = Number.parseInt(element.getAttribute("start") ?? "", 10);
          return start >= 0 && start <= HIGHEST_START ? start : 1;
        },
      },
    };
  },
  parseHTML() {
    return [{ tag: "ol" }];
  },
  renderHTML({ HTMLAttributes }) {
    const { start, ...rest } = HTMLAttributes;
    return ["ol", start === 1 ? rest : mergeAttributes(rest, { start }), 0];
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d{1,4})\.\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) => node.childCount + node.attrs.start === Number(match[1]),
      }),
    ];
  },
});

const Entry = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const EntryKeys = ListKeymap.extend({
  addKeyboardShortcuts() {
    const { Tab: _tab, ...rest } = this.parent?.() ?? {};
    return rest;
  },
}).configure({ listTypes: [{ itemName: "listItem", wrapperNames: ["bulletList", "orderedList"] }] });

/** Ranks two and three; the page around the text owns rank one, so what is pasted moves down. */
const Headings = Heading.extend({
  parseHTML() {
    return [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h2", attrs: { level: 2 } },
      ...["h3", "h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 3 } })),
    ];
  },
}).configure({ levels: [2, 3], ...AUTO });

/** Shift-Enter alone; Mod-Enter belongs to the application. */
const Break = HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
  },
});

export function extensions(...more: Extension[]): Extensions {
  return [
    Document,
    Paragraph.configure(AUTO),
    Text,
    Headings,
    BulletList,
    OrderedList,
    Entry,
    EntryKeys,
    Blockquote,
    Break,
    Link,
    Bold,
    Italic,
    UndoRedo.configure({ depth: 200 }),
    ...more,
  ];
}
