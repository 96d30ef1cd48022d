// The slides at the meeting: a picture of the chosen one on the page, and the show itself in a dialog that
// covers the window and, where the browser allows it, the screen.
import { element, framed, layout } from "./slides.js";

const shows = new WeakMap();
const STAGE = { width: 1280, height: 676 };
const KEYS = [
  ["→　空格　下翻页", "下一页"], ["←　上翻页", "上一页"], ["Home　End", "第一页、最后一页"], ["O", "缩略图，方向键选、回车打开"],
  ["N", "备注：出处、算式与说明"], ["T", "图与数据表互换"], ["F", "全屏"], ["?", "快捷键"], ["Esc", "结束放映"],
];

function button(parent, text, hint, act, className = "") {
  const made = element("button", className, parent, text);
  made.type = "button";
  if (hint) {
    made.setAttribute("aria-keyshortcuts", hint);
    made.title = `${text}（${hint}）`;
  }
  made.addEventListener("click", act);
  return made;
}

class Show {
  constructor(root) {
    this.root = root;
    this.tables = new Set();
    this.at = 0;
    this.card = element("div", "card", root);
    const tools = element("div", "tools", root);
    button(tools, "从头放映", "", () => this.open("cover"), "first");
    button(tools, "从本页放映", "", () => this.open(this.content.at));
    button(tools, "打印", "", () => window.print());
    this.bench = element("div", "bench", root);
    this.bench.setAttribute("aria-hidden", "true");
    this.build();
    this.watch();
  }

  build() {
    this.dialog = element("dialog", "hall", this.root);
    this.dialog.setAttribute("aria-label", "放映");
    this.room = element("div", "room", this.dialog);
    this.main = element("div", "main", this.room);
    this.screen = element("div", "screen", this.main);
    this.screen.setAttribute("role", "group");
    this.screen.setAttribute("aria-roledescription", "幻灯片");
    this.notes = element("aside", "notes", this.main);
    this.notes.setAttribute("aria-label", "备注");
    this.notes.tabIndex = 0;
    this.grid = element("div", "grid", this.room);
    this.grid.setAttribute("role", "group");
    this.grid.setAttribute("aria-label", "缩略图");
    this.help = element("div", "help", this.room);
    this.help.setAttribute("role", "group");
    this.help.setAttribute("aria-label", "快捷键");
    const list = element("dl", "", this.help);
    for (const [keys, does] of KEYS) {
      element("dt", "", list, keys);
      element("dd", "", list, does);
    }
    this.bar();
    this.live = element("p", "live", this.room);
    this.live.setAttribute("aria-live", "polite");
    for (const panel of [this.notes, this.grid, this.help]) panel.hidden = true;
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.left());
    this.swipe();
  }

  bar() {
    const bar = element("div", "bar", this.room);
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "放映控制");
    this.buttons = {
      back: button(bar, "上一页", "ArrowLeft", () => this.go(this.at - 1)),
      next: button(bar, "下一页", "ArrowRight", () => this.go(this.at + 1)),
    };
    this.count = element("span", "count", bar);
    Object.assign(this.buttons, {
      grid: button(bar, "缩略图", "O", () => this.toggle("grid")),
      notes: button(bar, "备注", "N", () => this.toggle("notes")),
      swap: button(bar, "数据表", "T", () => this.swap()),
      full: button(bar, "全屏", "F", () => this.full()),
      help: button(bar, "快捷键", "?", () => this.toggle("help")),
      leave: button(bar, "结束放映", "Escape", () => this.leave()),
    });
    this.said = element("span", "said", bar);
  }

  watch() {
    const stop = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, () => {
      if (this.root.isConnected) act();
      else stop.abort();
    }, { signal: stop.signal });
    on(window, "resize", () => { if (this.dialog.open) this.lay(); });
    on(window, "beforeprint", () => this.paper());
    on(window, "afterprint", () => this.sheets?.remove());
    on(document, "fullscreenchange", () => this.screened());
    new ResizeObserver(() => this.scale(this.card, this.card.clientWidth)).observe(this.card);
    this.stop = () => { stop.abort(); this.sheets?.remove(); };
  }

  // What the page shows now; a show that is running goes on at the same slide.
  update(content, setTriggerValue) {
    this.tell = (key) => setTriggerValue("left", key);
    this.content = content;
    const drawn = JSON.stringify([content.cover, content.slides]);
    if (drawn !== this.drawn) {
      this.plain = layout(content, this.bench);
      if (this.dialog.open) this.lay();
    }
    const chosen = this.plain.find(({ key }) => key === content.at) || this.plain[0];
    if (drawn !== this.drawn || chosen !== this.chosen) {
      this.card.replaceChildren();
      framed(chosen.node, this.card);
    }
    [this.drawn, this.chosen] = [drawn, chosen];
    if (content.open && content.turn !== this.turn) this.open(content.open, false);
    this.turn = content.turn;
  }

  scale(target, width, height = Infinity) {
    target.style.setProperty("--k", Math.min(width / STAGE.width, height / STAGE.height));
  }

  open(key, screen = true) {
    if (!this.dialog.open) this.dialog.showModal();
    this.say("");
    for (const name of ["grid", "help"]) this.set(name, false);
    this.at = 0;
    this.pages = [];
    this.lay(key);
    this.screen.focus();
    if (screen) this.full();
  }

  // Lay all slides out for the window as it is, and show the one that was shown.
  lay(key = this.pages[this.at]?.key) {
    const phone = Math.min(this.dialog.clientWidth, this.dialog.clientHeight) < 600;
    this.room.classList.toggle("phone", phone);
    this.screen.tabIndex = phone ? 0 : -1; // what scrolls can be reached
    if (phone) this.bench.style.setProperty("--wide", `${this.dialog.clientWidth}px`);
    const first = this.pages.findIndex((page) => page.key === key);
    const part = first < 0 ? 0 : this.at - first;
    this.pages = layout(this.content, this.bench, { phone, tables: this.tables });
    const found = this.pages.findIndex((page) => page.key === key);
    const same = this.pages[found + part]?.key === key;
    this.thumbs();
    this.go(Math.max(0, same ? found + part : found));
    if (!this.grid.hidden) this.thumb(this.at).focus(); // the one that had the focus is gone
  }

  thumb(at) {
    return this.grid.querySelectorAll("button")[at];
  }

  go(at) {
    this.at = Math.max(0, Math.min(this.pages.length - 1, at));
    const page = this.pages[this.at];
    this.screen.replaceChildren();
    this.screen.scrollTop = 0;
    framed(page.node, this.screen);
    this.fit();
    const where = `第${this.at + 1}页，共${this.pages.length}页`;
    this.screen.setAttribute("aria-label", `${where}：${page.title}`);
    this.live.textContent = `${where}：${page.title}。${page.headline}`;
    this.count.textContent = `${this.at + 1} / ${this.pages.length}`;
    this.notes.replaceChildren();
    element("h3", "", this.notes, `${page.title}　备注`);
    element("p", "", this.notes, page.notes || "没有备注。");
    this.buttons.back.disabled = this.at === 0;
    this.buttons.next.disabled = this.at === this.pages.length - 1;
    this.buttons.swap.disabled = !page.swap;
    this.buttons.swap.setAttribute("aria-pressed", this.tables.has(page.key));
    this.grid.querySelectorAll("button").forEach((thumb, place) => {
      if (place === this.at) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
    if (this.screen.getRootNode().activeElement === null) this.screen.focus();
    this.address(page.key);
  }

  fit() {
    this.scale(this.screen, this.screen.clientWidth, this.screen.clientHeight);
  }

  thumbs() {
    this.grid.replaceChildren();
    this.pages.forEach((page, at) => {
      const thumb = button(this.grid, "", "", () => { this.go(at); this.set("grid", false); this.screen.focus(); });
      thumb.setAttribute("aria-label", `第${at + 1}页：${page.title}`);
      const inner = element("div", "thumb", thumb);
      inner.setAttribute("aria-hidden", "true");
      const plain = this.plain.find(({ key }) => key === page.key) || page;
      framed(this.room.classList.contains("phone") ? plain.node : page.node, inner);
      element("p", "label", inner, `${at + 1}　${page.title}`);
    });
  }

  set(name, on) {
    this[name].hidden = !on;
    this.buttons[name].setAttribute("aria-pressed", on);
    if (name === "grid") this.main.inert = on;
  }

  toggle(name) {
    const on = this[name].hidden;
    if (on && name !== "notes") for (const other of ["grid", "help"]) this.set(other, false);
    this.set(name, on);
    if (name === "notes") this.fit();
    if (name === "grid" && on) this.thumb(this.at).focus();
    else if (name !== "notes" && !on) this.screen.focus();
  }

  swap() {
    const { key, swap } = this.pages[this.at];
    if (!swap) return;
    if (!this.tables.delete(key)) this.tables.add(key);
    this.lay(key);
  }

  say(text) {
    this.said.textContent = text;
    if (text) this.live.textContent = text;
  }

  full() {
    if (this.room.matches(":fullscreen")) {
      this.stays = true;
      document.exitFullscreen();
      return;
    }
    const refused = () => {
      this.asked = false;
      this.say("浏览器没有允许全屏，在窗口内放映。");
    };
    this.asked = true;
    if (this.room.requestFullscreen) this.room.requestFullscreen().then(() => this.say(""), refused);
    else refused();
  }

  // Esc takes the browser out of full screen without telling the page its key: that ends the show. Who is
  // quick has left before the page is told that it was full.
  screened() {
    const full = this.room.matches(":fullscreen");
    this.buttons.full.setAttribute("aria-pressed", full);
    if (!full && (this.wasFull || this.asked) && !this.stays) this.leave();
    else if (this.dialog.open) this.lay();
    [this.wasFull, this.asked, this.stays] = [full, false, false];
  }

  leave() {
    if (this.dialog.open) this.dialog.close();
  }

  left() {
    if (this.room.matches(":fullscreen")) document.exitFullscreen();
    this.address("");
    this.tell(this.pages[this.at].key);
  }

  key(event) {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressing = event.target.localName === "button" && [" ", "Enter"].includes(event.key);
    if (pressing) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = this.grid.hidden || !this.walk(name) ? this.acts()[name] : () => {};
    if (!act) return;
    event.preventDefault();
    act();
  }

  acts() {
    const next = () => this.go(this.at + 1), back = () => this.go(this.at - 1);
    return {
      ArrowRight: next, " ": next, PageDown: next, ArrowLeft: back, PageUp: back,
      Home: () => this.go(0), End: () => this.go(this.pages.length - 1),
      o: () => this.toggle("grid"), n: () => this.toggle("notes"), t: () => this.swap(), f: () => this.full(),
      "?": () => this.toggle("help"), "？": () => this.toggle("help"), Escape: () => this.back(),
    };
  }

  back() {
    const open = ["help", "grid"].find((name) => !this[name].hidden);
    if (open) this.toggle(open);
    else this.leave();
  }

  // Moves among the small pictures; tells whether the key was one for that.
  walk(name) {
    const thumbs = [...this.grid.querySelectorAll("button")];
    const at = Math.max(0, thumbs.indexOf(this.root.getRootNode().activeElement));
    const across = thumbs.filter((thumb) => thumb.offsetTop === thumbs[0].offsetTop).length;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across, Home: -at, End: thumbs.length - 1 - at };
    if (!(name in steps)) return false;
    thumbs[Math.max(0, Math.min(thumbs.length - 1, at + steps[name]))].focus();
    return true;
  }

  swipe() {
    let start = null;
    this.screen.addEventListener("touchstart", ({ touches }) => { start = touches.length === 1 ? touches[0] : null; }, { passive: true });
    this.screen.addEventListener("touchend", ({ changedTouches: [end] }) => {
      const x = start ? end.clientX - start.clientX : 0, y = start ? end.clientY - start.clientY : 0;
      if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) this.go(this.at + (x < 0 ? 1 : -1));
    }, { passive: true });
  }

  // The address names the slide of a running show, so that a reload comes back to it.
  address(key) {
    const now = new URL(window.location.href);
    if (key) now.searchParams.set("show", key);
    else now.searchParams.delete("show");
    window.history.replaceState(window.history.state, "", now);
  }

  // For the printer: one slide a page, on white, in place of the page of the app.
  paper() {
    this.sheets?.remove();
    this.sheets = element("div", "slides-on-paper", document.body);
    const inside = this.sheets.attachShadow({ mode: "open" });
    const style = this.root.querySelector("style") || this.root.getRootNode().querySelector?.("style");
    if (style) inside.append(style.cloneNode(true));
    inside.adoptedStyleSheets = this.root.getRootNode().adoptedStyleSheets || [];
    const pages = element("div", "paper", inside);
    const drawn = this.tables.size ? layout(this.content, this.bench, { tables: this.tables }) : this.plain;
    for (const { node } of drawn) framed(node, element("section", "sheet", pages));
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let show = shows.get(parentElement);
  if (!show) {
    show = new Show(parentElement);
    shows.set(parentElement, show);
  }
  show.update(data, setTriggerValue);
  // Streamlit also calls this when newer data has overtaken these: the show is still on the page then, and goes on.
  return () => { if (!parentElement.isConnected) show.stop(); };
}
