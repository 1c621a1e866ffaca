// The rich text editor as one module: `create` puts it into an element and returns a handle.
//
// Content flows out a moment after it changes and in only when asked. Nothing here clears the
// text: when the application refuses it, it is still here. Mod-Enter, Tab and Escape are left to
// the application. No inline styles are written, so the strictest style policy holds.

import { Editor } from "@tiptap/core";
import { Slice, type Node, type Schema } from "@tiptap/pm/model";
import { EditorState, Selection } from "@tiptap/pm/state";
import { commandNames, run, stateOf, type CommandName, type State } from "./commands";
import { uncover } from "./cover";
import { Direction } from "./direction";
import { cleanHtml } from "./paste";
import { placeholder } from "./placeholder";
import { extensions } from "./schema";

export interface Options {
  /** The document as JSON text; empty for an empty one. */
  json: string;
  /** What a screen reader calls the editor. */
  label: string;
  placeholder?: string;
  editable?: boolean;
  /** The document as JSON text and its characters, at most a fifth of a second after a change. */
  onChange?: (json: string, characters: number) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  /** What the toolbar shows, as JSON text, whenever it differs. */
  onState?: (state: string) => void;
  /** The person asks to make or change a link (Mod-Shift-k). */
  onLink?: () => void;
}

const DELAY_MS = 50;

export function create(element: HTMLElement, options: Options) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = "";
  let leavingBreak = false;

  const editor = new Editor({
    element,
    extensions: extensions(placeholder(options.placeholder ?? ""), Direction),
    content: null,
    editable: options.editable ?? true,
    injectCSS: false,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": options.label,
        ...(options.placeholder ? { "aria-placeholder": options.placeholder } : {}),
        spellcheck: "true",
        class: "rich-text",
      },
      transformPastedHTML: cleanHtml,
      // A dropped file must neither be inserted nor opened in place of the application.
      handleDrop: (_view, event) => (event.dataTransfer?.files.length ?? 0) > 0,
      handleDOMEvents: {
        keydown: (_view, event) => {
          leavingBreak = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (event.key.toLowerCase() === "k" && event.shiftKey && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            options.onLink?.();
            return true;
          }
          return leavingBreak || event.key === "Tab" || event.key === "Escape";
        },
        // Some browsers break the line on Mod-Enter when nobody stops them.
        beforeinput: (_view, event) => {
          const breaks = event.inputType === "insertParagraph" || event.inputType === "insertLineBreak";
          if (leavingBreak && breaks) event.preventDefault();
          return leavingBreak && breaks;
        },
        click: stay,
        auxclick: stay,
      },
    },
    onUpdate: () => {
      timer ??= setTimeout(flush, DELAY_MS);
    },
    onTransaction: ({ transaction }) => {
      show();
      if (transaction.docChanged || transaction.selectionSet) showLine();
    },
    onFocus: () => {
      options.onFocus?.();
    },
    onBlur: () => {
      flush();
      options.onBlur?.();
    },
  });

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    options.onChange?.(written(editor.state.doc), characters(editor.state.doc));
  }

  function show(): void {
    const state = JSON.stringify(stateOf(editor));
    if (state === shown) return;
    shown = state;
    options.onState?.(state);
  }

  function showLine(): void {
    uncover(editor.view, element.nextElementSibling);
  }

  /** Puts another document in, with a history of its own; writing goes on at its end. */
  function replace(json: string): void {
    const doc = read(editor.schema, json);
    flush();
    const selection = Selection.atEnd(doc);
    editor.view.updateState(EditorState.create({ doc, selection, plugins: editor.state.plugins }));
    show();
  }

  try {
    replace(options.json);
  } catch (error) {
    editor.destroy();
    throw error;
  }
  window.addEventListener("pagehide", flush);
  // A caret that left and came back before the browser tells of it is no change to the editor, and may be covered too.
  document.addEventListener("selectionchange", showLine);

  return {
    getJSON: () => written(editor.state.doc),
    characters: () => characters(editor.state.doc),
    setContent: replace,
    // At once: the library's own command waits for a frame, and would take the caret back from a key in between.
    focus: () => {
      editor.view.focus();
      editor.view.dispatch(editor.state.tr.scrollIntoView());
    },
    insertText: (text: string) => {
      editor.view.dispatch(editor.state.tr.insertText(text).scrollIntoView());
    },
    insertContent: (json: string) => {
      const { content } = read(editor.schema, json);
      editor.view.dispatch(editor.state.tr.replaceSelection(Slice.maxOpen(content)).scrollIntoView());
    },
    setEditable: (editable: boolean) => {
      editor.setEditable(editable, false);
    },
    command: (name: CommandName, value?: string): boolean => run(editor, name, value),
    isActive: (name: keyof State) => Boolean(stateOf(editor)[name]),
    flush,
    destroy: () => {
      flush();
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("selectionchange", showLine);
      editor.destroy();
    },
  };
}

export { commandNames };
export { linkTarget } from "./link";

/** A click on a link never leaves the application. */
function stay(_view: unknown, event: Event): boolean {
  if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
  return false;
}

/** Reads a document and throws when it does not fit, instead of showing an empty one. */
function read(schema: Schema, json: string): Node {
  const doc = json ? schema.nodeFromJSON(JSON.parse(json)) : schema.topNodeType.createAndFill();
  if (!doc || doc.type !== schema.topNodeType) throw new Error("not a document");
  doc.check();
  return doc;
}

/** Writes a document; half a surrogate pair, which no encoding can hold, becomes a question mark. */
function written(doc: Node): string {
  return JSON.stringify(doc.toJSON(), (_key, value) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value,
  );
}

/** Counts characters as the application does: code points of the text, without line ends. */
function characters(doc: Node): number {
  let count = 0;
  doc.descendants((node) => {
    for (const _ of node.text ?? "") count += 1;
  });
  return count;
}
