// Shows what to write while nothing is written: a data attribute on the only, empty paragraph,
// which the style sheet draws.

import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export const placeholder = (text: string) =>
  Extension.create({
    name: "placeholder",
    addProseMirrorPlugins() {
      return [
        new Plugin({
          props: {
            decorations: ({ doc }) => {
              const only = doc.firstChild;
              if (!text || doc.childCount !== 1 || !only || only.type.name !== "paragraph" || only.content.size > 0)
                return null;
              return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, { "data-placeholder": text })]);
            },
          },
        }),
      ];
    },
  });
