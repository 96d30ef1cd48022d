// A slide as a page of 1280 × 676 pixels, whatever the screen: it is laid out once and then only scaled, so
// that what fits here fits everywhere. On a phone it is as wide as the phone and as long as it needs to be.
const HEADLINES = [38, 34, 31, 28, 25, 22];
const TABLES = [27, 25, 23, 21, 20, 19, 18, 17];
const CARDS = [20, 18, 16, 14, 12];
const SHORT = 6; // letters that stay on one line

export function element(tag, className, parent, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function table(data, parent, start = 0, end = data.rows.length) {
  const made = element("table", data.numeric.includes(true) ? "" : "words", parent);
  if (data.unit) element("caption", "", made, data.unit);
  const head = element("tr", "", element("thead", "", made));
  data.head.forEach((name, column) => {
    const cell = element("th", data.numeric[column] ? "number" : name.length <= SHORT ? "short" : "", head, name);
    cell.scope = "col";
  });
  const body = element("tbody", "", made);
  for (let at = start; at < end; at += 1) {
    const row = element("tr", data.totals.includes(at) ? "total" : "", body);
    data.rows[at].forEach((text, column) => {
      const cell = element("td", data.numeric[column] ? "number" : text.length <= SHORT ? "short" : "", row, text);
      cell.dataset.head = data.head[column];
    });
  }
  return made;
}

function chart(data, parent, phone) {
  const figure = element("div", "chart", parent);
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", data.words);
  const drawing = document.createElement("template");
  drawing.innerHTML = phone ? data.narrow : data.wide;
  figure.append(drawing.content);
}

function cards(rows, parent) {
  const list = element("ul", "cards", parent);
  for (const [name, value, unit, change] of rows) {
    const card = element("li", "", list);
    element("p", "name", card, name);
    const number = element("p", unit ? "value" : "value unknown", card, value);
    if (unit) element("span", "", number, ` ${unit}`);
    element("p", "change", card, change);
  }
}

function cover(data, parent) {
  const made = element("article", "slide cover", parent);
  const title = element("h2", "", made);
  element("span", "", title, data.department);
  element("span", "", title, data.year);
  element("p", "", made, data.notice);
  element("p", "file", made, data.file);
  return made;
}

function page(data, parent, { phone, asTable, rows, part, parts }) {
  const made = element("article", "slide", parent);
  const head = element("header", "", made);
  element("p", "topic", head, data.title + (parts > 1 ? `（${part}/${parts}）` : ""));
  element("h2", "", head, data.headline);
  const body = element("div", "body", made);
  const pictured = data.chart && !asTable;
  if (pictured) chart(data.chart, body, phone);
  else if (data.cards && !asTable) cards(data.cards, body);
  else table(data.table, body, ...(rows || []));
  const told = [pictured && data.chart.note, data.told.replace(/。$/, "")].filter(Boolean).join("；");
  if (told) element("p", "told", made, `${told}。`);
  if (data.note) element("p", "note", made, data.note);
  const foot = element("footer", "", made);
  element("p", "cite", foot, data.cite);
  element("p", "at", foot);
  return made;
}

function size(target, steps, fits) {
  for (const step of steps) {
    target.style.fontSize = `${step}px`;
    if (fits()) return step;
  }
  return 0;
}

function fitHeadline(node) {
  const line = node.querySelector("h2");
  size(line, HEADLINES, () => line.scrollHeight <= 2.7 * parseFloat(line.style.fontSize));
}

const holds = (body) => body.scrollHeight <= body.clientHeight && body.scrollWidth <= body.clientWidth;

// Which rows stand together when a table takes several pages: about as much on each.
function ranges(grid, body) {
  const heights = [...grid.querySelectorAll("tbody tr")].map((row) => row.offsetHeight);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  const room = body.clientHeight - (grid.offsetHeight - whole);
  const aim = whole / Math.max(1, Math.ceil(whole / Math.max(1, room)));
  const found = [];
  let start = 0, used = 0;
  heights.forEach((height, at) => {
    if (at > start && (used + height > room || used >= aim * 0.98)) {
      found.push([start, at]);
      [start, used] = [at, 0];
    }
    used += height;
  });
  return [...found, [start, heights.length]];
}

// The fewest pages that a table takes, in the largest type with which it takes no more.
function parted(grid, body) {
  const ways = TABLES.map((type) => {
    grid.style.fontSize = `${type}px`;
    return { type, rows: ranges(grid, body), wide: body.scrollWidth > body.clientWidth };
  });
  const last = ways[ways.length - 1];
  return ways.find(({ rows, wide }) => !wide && rows.length <= last.rows.length) || last;
}

// The pages of one slide: one, or several where its table is long.
function pages(data, bench, phone, asTable) {
  const first = page(data, bench, { phone, asTable });
  if (phone) return [first];
  fitHeadline(first);
  const body = first.querySelector(".body");
  const list = first.querySelector(".cards"), grid = first.querySelector("table");
  if (list) size(list, CARDS, () => holds(body) && [...list.children].every((card) => card.scrollHeight <= card.clientHeight));
  if (!grid || size(grid, TABLES, () => holds(body))) return [first];
  const { type, rows, wide } = parted(grid, body);
  first.remove();
  return rows.map((range, at) => {
    const made = page(data, bench, { phone, asTable, rows: range, part: at + 1, parts: rows.length });
    fitHeadline(made);
    made.querySelector("table").style.fontSize = `${type}px`;
    made.classList.toggle("tight", wide);
    return made;
  });
}

// All pages in order: `{ key, title, headline, notes, node, swap }`; `swap` tells that the slide has a table
// beside its picture. `bench` is a place in the document where nothing is seen, to measure in.
export function layout(content, bench, { phone = false, tables = new Set() } = {}) {
  bench.replaceChildren();
  const { cover: front } = content;
  const name = `${front.department}${front.year}`;
  const found = [{ key: "cover", title: "封面", headline: name, notes: front.file, node: cover(front, bench) }];
  for (const slide of content.slides)
    for (const node of pages(slide, bench, phone, tables.has(slide.key)))
      found.push({ ...slide, node, swap: Boolean(slide.chart || slide.cards) && slide.table.rows.length > 0 });
  found.forEach(({ node }, at) => {
    const place = node.querySelector(".at");
    if (place) place.textContent = `${at + 1} / ${found.length}`;
    node.classList.toggle("phone", phone);
  });
  bench.replaceChildren();
  return found;
}

// A page scaled to its frame, whose width is that of a slide times `--k`.
export function framed(node, parent) {
  const frame = element("div", "frame", parent);
  frame.append(node.cloneNode(true));
  return frame;
}
