// A page as it was printed, with a button over every figure that was read from it.
// The figures are one stop of the Tab key; arrows go from one to the next, Enter opens it.
const STATES = ["marked", "chosen", "flawed"];
const pages = new WeakMap();

function element(tag, className, parent) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

function button(item, parent, page) {
  const made = element("button", "figure", parent);
  made.type = "button";
  made.dataset.id = item.id;
  made.title = item.label;
  made.tabIndex = -1;
  made.addEventListener("click", () => page.pick(item.id));
  made.addEventListener("focus", () => stop(page, made));
  return made;
}

function drawPicture(page, data) {
  const sheet = element("div", "sheet", page.view);
  sheet.style.aspectRatio = `${data.width} / ${data.height}`;
  const image = element("img", "", sheet);
  image.alt = data.alt;
  image.draggable = false;
  image.src = data.src;
  for (const box of data.boxes) {
    const made = button(box, sheet, page);
    made.setAttribute("aria-label", box.label);
    made.style.left = `${(100 * box.x) / data.width}%`;
    made.style.top = `${(100 * box.y) / data.height}%`;
    made.style.width = `${(100 * box.w) / data.width}%`;
    made.style.height = `${(100 * box.h) / data.height}%`;
  }
}

function drawLines(page, data) {
  const list = element("ol", "lines", page.view);
  for (const line of data.lines) {
    const row = element("li", "", list);
    row.dataset.line = line.number;
    if (line.marked) row.classList.add("here");
    let at = 0;
    for (const span of line.spans) {
      row.append(line.text.slice(at, span.start));
      const made = button(span, row, page);
      made.textContent = line.text.slice(span.start, span.end);
      made.setAttribute("aria-label", span.label);
      at = span.end;
    }
    row.append(line.text.slice(at));
  }
}

function stop(page, target) {
  for (const figure of page.figures()) figure.tabIndex = figure === target ? 0 : -1;
}

function move(page, event) {
  const figures = page.figures();
  const at = figures.indexOf(event.target.closest(".figure"));
  if (at < 0) return;
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  let next;
  if (event.key in steps) next = figures[at + steps[event.key]];
  else if (event.key === "Home") next = figures[0];
  else if (event.key === "End") next = figures[figures.length - 1];
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") next = beside(figures, at, event.key === "ArrowDown");
  else return;
  event.preventDefault();
  if (next) next.focus();
}

// The nearest figure below (or above): the next row counts before the same column.
function beside(figures, at, down) {
  const from = figures[at].getBoundingClientRect();
  let best, least = Infinity;
  for (const figure of figures) {
    const box = figure.getBoundingClientRect();
    const rows = down ? box.top - from.bottom : from.top - box.bottom;
    if (figure === figures[at] || rows < -from.height / 2) continue;
    const far = 3 * Math.max(0, rows) + Math.abs(box.left + box.right - from.left - from.right) / 2;
    if (far < least) [best, least] = [figure, far];
  }
  return best;
}

function show(page) {
  const target = page.view.querySelector(".chosen, .marked, .here");
  if (!target) return;
  const box = target.getBoundingClientRect(), view = page.view.getBoundingClientRect();
  page.view.scrollTop += box.top + box.height / 2 - view.top - view.height / 2;
  page.view.scrollLeft += box.left + box.width / 2 - view.left - view.width / 2;
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function draw(page, data) {
  const focused = page.view.contains(page.root.activeElement) ? page.root.activeElement.dataset.id : undefined;
  const same = page.sheet === data.sheet;
  page.view.replaceChildren();
  page.view.setAttribute("aria-label", data.alt);
  page.view.classList.toggle("text", data.kind === "lines");
  if (data.kind === "lines") drawLines(page, data);
  else drawPicture(page, data);
  page.sheet = data.sheet;
  return same ? focused : undefined;
}

function update(page, data) {
  const states = new Map();
  for (const item of data.kind === "lines" ? data.lines.flatMap((line) => line.spans) : data.boxes)
    states.set(item.id, item.states);
  for (const figure of page.figures()) {
    const on = states.get(figure.dataset.id) || [];
    for (const state of STATES) figure.classList.toggle(state, on.includes(state));
    if (on.includes("chosen")) figure.setAttribute("aria-current", "true");
    else figure.removeAttribute("aria-current");
  }
  page.view.style.setProperty("--zoom", data.zoom);
}

export default function ({ data, parentElement, setTriggerValue }) {
  let page = pages.get(parentElement);
  if (!page) {
    const view = element("div", "view", parentElement);
    view.tabIndex = 0;
    view.setAttribute("role", "group");
    page = { view, root: parentElement, figures: () => [...view.querySelectorAll(".figure")] };
    view.addEventListener("keydown", (event) => move(page, event));
    pages.set(parentElement, page);
  }
  page.pick = (id) => setTriggerValue("picked", id);
  const drawn = JSON.stringify({ ...data, zoom: 0, boxes: data.boxes?.map((b) => b.id), lines: data.lines?.map((l) => [l.number, l.marked, l.spans.map((s) => s.id)]) });
  const anew = drawn !== page.drawn;
  const focused = anew ? draw(page, data) : undefined;
  page.drawn = drawn;
  update(page, data);
  const figures = page.figures();
  const first = figures.find((figure) => figure.classList.contains("chosen")) || figures[0];
  if (first) stop(page, first);
  if (focused !== undefined) figures.find((figure) => figure.dataset.id === focused)?.focus();
  const aim = `${data.sheet} ${data.aim} ${data.zoom}`;
  if (aim !== page.aim) requestAnimationFrame(() => show(page));
  page.aim = aim;
}
