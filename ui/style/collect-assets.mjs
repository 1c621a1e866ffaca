// Collects what the interface shows but does not draw itself: the icons that are named below, as one
// sprite, and the subsets of the two typefaces. Run it after changing a list:
//
//   cd ui && npm install --no-save lucide-static @fontsource-variable/inter @fontsource-variable/source-serif-4
//   node style/collect-assets.mjs
//
// The results (sprite.svg, fonts/) are kept in the repository, so that a build needs none of this.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const assets = join(dirname(fileURLToPath(import.meta.url)), "..", "assets");
const packages = process.env.NODE_PATH ?? join(assets, "..", "node_modules");

const icons = `
  arrow-down arrow-left arrow-right arrow-up bell bold bookmark calendar chart-line check chevron-down
  chevron-left chevron-right chevron-up circle circle-alert circle-check circle-dot circle-help clock
  cloud cloud-off command copy corner-down-left download ellipsis ellipsis-vertical external-link eye eye-off file-pen-line
  file-text filter flag globe graduation-cap heading heading-2 heading-3 hand heart history house inbox info italic keyboard
  layers lightbulb link list list-checks list-ordered lock lock-open log-out map menu message-circle
  message-square message-square-plus message-square-quote minus moon panel-left panel-left-close
  panel-right pencil phone pin plus quote redo-2 refresh-cw rotate-ccw save search send settings shield
  sliders-horizontal sparkles square-check star strikethrough sun sun-moon tag text-quote thumbs-up trash-2
  triangle-alert undo-2 upload user user-check users wifi-off x zap
`.trim().split(/\s+/);

const lucide = join(packages, "lucide-static");
const symbols = icons.map((name) => {
  let svg;
  try {
    svg = readFileSync(join(lucide, "icons", `${name}.svg`), "utf8");
  } catch {
    throw new Error(`There is no icon named ${name} in lucide-static.`);
  }
  const drawing = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
});
const { version } = JSON.parse(readFileSync(join(lucide, "package.json"), "utf8"));
writeFileSync(
  join(assets, "sprite.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide ${version}, ISC licence, https://lucide.dev -->\n${symbols.join("\n")}\n</svg>\n`,
);

const faces = {
  inter: ["latin-wght-normal", "latin-ext-wght-normal", "cyrillic-wght-normal", "greek-wght-normal"],
  "source-serif-4": [
    "latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal", "latin-ext-wght-italic",
    "cyrillic-wght-normal", "cyrillic-wght-italic", "greek-wght-normal", "greek-wght-italic",
  ],
};
mkdirSync(join(assets, "fonts"), { recursive: true });
for (const [face, subsets] of Object.entries(faces)) {
  const from = join(packages, "@fontsource-variable", face);
  for (const subset of subsets) {
    copyFileSync(join(from, "files", `${face}-${subset}.woff2`), join(assets, "fonts", `${face}-${subset}.woff2`));
  }
  copyFileSync(join(from, "LICENSE"), join(assets, "fonts", `${face}-LICENSE.txt`));
}
