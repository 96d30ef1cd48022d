// Charts by the keyboard: Tab comes to a chart, arrow keys go from mark to mark, Enter or Space clicks it.
// A mark is whatever Vega gave a name for screen readers; its name is said, a ring shows where one is.
(() => {
  const CHART = "[data-testid=stVegaLiteChart]", MARK = "path[aria-label], rect[aria-label], circle[aria-label]";
  const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  let left = null; // the panel whose mark was clicked by keyboard: drawn anew (maybe twice), it gets the focus back

  const marks = (chart) => [...chart.querySelectorAll(MARK)].filter((mark) => mark.closest(".role-mark"));
  const panel = (node) => [...(node.closest("[class*=st-key-panel-]")?.classList ?? [])]
    .find((name) => name.startsWith("st-key-panel-"));
  const enter = (chart, current) => marks(chart).forEach((mark, number) => {
    const said = mark.getAttribute("aria-label").split("; ").filter((part) => !/^[\w ]+: /.test(part));
    if (said.length) mark.setAttribute("aria-label", said.join("；")); // without the columns' names in code
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", mark === current || (!current && number === 0) ? "0" : "-1");
  });

  document.addEventListener("pointerdown", (event) => { if (event.isTrusted) left = null; }, true);
  document.addEventListener("keydown", (event) => {
    left = null;
    const mark = event.target.closest?.(MARK), chart = mark?.closest(CHART);
    if (!chart || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = marks(chart), at = all.indexOf(mark);
    const next = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
      : event.key in STEPS ? Math.min(Math.max(at + STEPS[event.key], 0), all.length - 1) : null;
    if (next !== null) {
      enter(chart, all[next]);
      all[next].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      const box = mark.getBoundingClientRect();
      const where = { bubbles: true, cancelable: true, view: window,
        clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
      left = panel(mark) ?? null;
      for (const name of ["pointerover", "pointermove", "pointerdown", "pointerup"])
        mark.dispatchEvent(new PointerEvent(name, where));
      for (const name of ["mousedown", "mouseup", "click"]) mark.dispatchEvent(new MouseEvent(name, where));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A chart that was drawn (again) gets its one stop for Tab; after a click by keyboard, the focus as well.
  const look = () => document.querySelectorAll(CHART).forEach((chart) => {
    chart.querySelectorAll("g.role-mark").forEach((layer) => { // a layer that says nothing is decoration
      const told = layer.matches("[aria-label]") || layer.querySelector("[aria-label]");
      layer.setAttribute("aria-hidden", String(!told));
      if (!told) layer.removeAttribute("role");
    });
    const all = marks(chart);
    if (!all.length) return;
    if (!all.some((mark) => mark.getAttribute("tabindex") === "0")) enter(chart, null);
    if (left && panel(chart) === left && document.activeElement === document.body) all[0].focus({ preventScroll: true });
  });
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; look(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
