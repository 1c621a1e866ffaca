// Cleans HTML from the clipboard before it becomes text: from word processors, mail and web pages
// only structure is kept. Works on an inert document, so nothing in it loads or runs.

const DROPPED =
  "script,style,template,noscript,title,meta,link,base,xml,svg,math,img,picture,video,audio,canvas,iframe,frame,object,embed,applet,form input,form button,input,button,select,textarea,dialog";
const DEEPEST_NEST = 6;

export function cleanHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  const body = page.body;
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  removeComments(page);
  wordLists(page);
  tables(page);
  emphasis(page);
  nesting(body);
  for (const element of body.querySelectorAll("*")) strip(element);
  if (!body.querySelector("[data-pm-slice]")) removeBlankLines(body);
  return body.innerHTML;
}

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

const styleOf = (element: Element): string => element.getAttribute("style") ?? "";

/** Word writes list entries as paragraphs that name their list and level in a style of its own. */
function wordLists(page: Document): void {
  const open: { list: Element; level: number }[] = [];
  let previous: Element | null = null;
  for (const entry of [...page.body.querySelectorAll("p,h1,h2,h3,h4,h5,h6")]) {
    const found = /mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(entry));
    if (!found) continue;
    if (!previous || entry.previousElementSibling !== previous) open.length = 0;
    const level = Math.min(Number(found[1]), DEEPEST_NEST);
    const item = page.createElement("li");
    const paragraph = page.createElement("p");
    const marker = takeMarker(entry);
    paragraph.append(...entry.childNodes);
    item.append(paragraph);
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    if ((open.at(-1)?.level ?? 0) < level) open.push({ list: startList(page, marker, entry, open.at(-1)?.list), level });
    open.at(-1)?.list.append(item);
    previous = open[0]?.list ?? null;
    entry.remove();
  }
}

function takeMarker(entry: Element): string {
  let marker = "";
  for (const span of entry.querySelectorAll("span")) {
    if (!/mso-list:\s*ignore/i.test(styleOf(span))) continue;
    marker += span.textContent ?? "";
    span.remove();
  }
  return marker.trim();
}

function startList(page: Document, marker: string, before: Element, outer: Element | undefined): Element {
  const number = /^\(?(\d+|[a-z]{1,4})[.)]/i.exec(marker);
  const list = page.createElement(number ? "ol" : "ul");
  if (number && /^\d+$/.test(number[1] ?? "") && number[1] !== "1") list.setAttribute("start", number[1] ?? "1");
  const parent = outer?.lastElementChild;
  if (parent) parent.append(list);
  else before.before(list);
  return list;
}

/** There are no tables; a row becomes a line. */
function tables(page: Document): void {
  for (const row of [...page.body.querySelectorAll("tr")].reverse()) {
    const line = page.createElement("p");
    for (const cell of row.querySelectorAll("td,th")) {
      if (line.childNodes.length > 0) line.append(" | ");
      line.append((cell.textContent ?? "").replace(/\s+/g, " ").trim());
    }
    row.replaceWith(line);
  }
}

/** Keeps what styles say about weight and slant as elements; everything else they say is dropped. */
function emphasis(page: Document): void {
  for (const element of page.body.querySelectorAll("span,font,b,strong,i,em")) {
    const style = styleOf(element);
    const bold = /(?:^|;)\s*font-weight\s*:\s*(bold|[6-9]00)/i.test(style);
    const plain = /(?:^|;)\s*font-weight\s*:\s*(normal|[1-4]00)/i.test(style);
    const italic = /(?:^|;)\s*font-style\s*:\s*(italic|oblique)/i.test(style);
    if (bold) wrapContent(page, element, "strong");
    if (italic) wrapContent(page, element, "em");
    if (plain && /^(B|STRONG)$/.test(element.tagName)) element.replaceWith(...element.childNodes);
  }
}

function wrapContent(page: Document, element: Element, tag: string): void {
  const wrapper = page.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Unwraps lists and quotes that lie deeper than anyone means them to. */
function nesting(body: Element): void {
  for (const element of [...body.querySelectorAll("ul,ol,blockquote")].reverse()) {
    let depth = 0;
    for (let up: Element | null = element; up && up !== body; up = up.parentElement) {
      if (/^(UL|OL|BLOCKQUOTE)$/.test(up.tagName)) depth += 1;
    }
    if (depth <= DEEPEST_NEST) continue;
    for (const item of [...element.children]) if (item.tagName === "LI") item.replaceWith(...item.childNodes);
    element.replaceWith(...element.childNodes);
  }
}

/** Elsewhere empty paragraphs make room between others; here the style sheet does. */
function removeBlankLines(body: Element): void {
  for (const paragraph of body.querySelectorAll("p")) {
    if (paragraph.textContent?.trim() === "" && paragraph.parentElement?.tagName !== "LI") paragraph.remove();
  }
}

function strip(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const kept =
      (name === "href" && element.tagName === "A") ||
      (name === "start" && element.tagName === "OL") ||
      // The editor's own mark for how much of the first and last block was copied.
      (name === "data-pm-slice" && /^\d{1,2} \d{1,2} \[\]$/.test(value));
    if (!kept) element.removeAttribute(name);
  }
}
