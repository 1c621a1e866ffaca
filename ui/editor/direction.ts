// Puts the bullets of list entries on the side where their text begins. Paragraphs find their
// direction by themselves (dir=auto); an entry cannot, because its text lies in paragraphs.

import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const STRONG = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]|\p{L}/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function decorated(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (node.type.name !== "listItem") return !node.isTextblock;
    const first = STRONG.exec(node.firstChild?.textContent ?? "");
    if (first && RIGHT_TO_LEFT.test(first[0])) found.push(Decoration.node(at, at + node.nodeSize, { dir: "rtl" }));
    return true;
  });
  return DecorationSet.create(doc, found);
}

export const Direction = Extension.create({
  name: "direction",
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        state: {
          init: (_, { doc }) => decorated(doc),
          apply: (transaction, set) => (transaction.docChanged ? decorated(transaction.doc) : set),
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ];
  },
});
