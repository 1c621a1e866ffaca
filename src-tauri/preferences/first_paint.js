// Runs in the window before its page. `kept` is what the shell read from the file.
const holds = "wrapitup.preferences";
const { sessionStorage: session, document: { documentElement: root } } = window;
if (!session.getItem(holds)) {
  session.setItem(holds, JSON.stringify(kept.values));
  if (kept.damaged) session.setItem("wrapitup.damaged", "yes");
  if (kept.mistake) session.setItem("wrapitup.mistake", "yes");
  if (kept.opens && location.pathname === "/") history.replaceState(null, "", kept.opens);
}
const values = JSON.parse(session.getItem(holds));
if (root) {
  for (const name of ["theme", "density", "measure", "motion", "links"]) {
    if (values[name] && values[name] !== "system") root.setAttribute(`data-${name}`, values[name]);
  }
  if (!root.hasAttribute("data-theme") && matchMedia("(prefers-contrast: more)").matches) {
    root.setAttribute("data-theme", "contrast-system");
  }
  if (values.text) root.style.fontSize = `${values.text}%`;
}
