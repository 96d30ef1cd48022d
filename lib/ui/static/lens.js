// Streamlit has no language option: the words that it says itself are put into Chinese here, where they
// appear. Text that comes from the app or from a document is never one of these whole strings.
(() => {
  const words = new Map(Object.entries({
    "Upload": "选择文件", "Browse files": "选择文件", "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里", "Choose options": "请选择", "Choose an option": "请选择",
    "Select all": "全选", "No results": "没有匹配项", "No options to select.": "没有可选项", "Clear value": "清除",
    "Clear all": "全部清除", "Print": "打印", "Record screen": "录制屏幕", "Settings": "设置", "Rerun": "重新运行",
    "System": "跟随系统", "Light": "浅色", "Dark": "深色", "Theme": "主题", "About": "关于", "Clear cache": "清除缓存",
    "Wide mode": "宽屏", "Made with Streamlit": "由 Streamlit 驱动", "Page not found": "没有这个页面",
    "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Download as CSV": "下载 CSV", "Search": "查找",
    "Show/hide columns": "显示或隐藏列", "Sort ascending": "升序", "Sort descending": "降序", "Pin column": "固定列",
    "Unpin column": "取消固定", "Hide column": "隐藏列", "Autosize": "自动列宽", "Format": "格式",
    "Show data": "显示数据", "Show chart": "显示图", "empty": "无数据", "Loading...": "正在载入…",
    "Connecting": "正在连接", "Running...": "正在计算…", "Stop": "停止", "Connection error": "连接中断",
    "Open sidebar": "打开侧栏", "Close sidebar": "收起侧栏", "Expand sidebar": "展开侧栏",
    "Collapse sidebar": "收起侧栏", "Close": "关闭", "Copy to clipboard": "复制", "Remove": "移除",
    "Remove file": "移除文件", "View more": "展开全部", "View less": "收起", "Main menu": "菜单",
    "Previous page": "上一页", "Next page": "下一页", "Save as SVG": "存为 SVG", "Save as PNG": "存为 PNG",
    "View Source": "查看源码", "View Compiled Vega": "查看规格", "Open in Vega Editor": "在编辑器中打开",
    "The page that you have requested does not seem to exist. Running the app's main page.": "地址有误，已打开首页。",
    "Skip to main content": "跳到正文", "App pages": "页面", "Sidebar": "侧栏", "Logo": "决算透视", "Open": "展开", "Navigate to home page": "回到首页",
    "Reset selection": "清除选择", "Copy Vega-Lite spec": "复制图的规格", "Download as PNG": "下载 PNG",
    "Download as SVG": "下载 SVG", "Increment": "增加", "Decrement": "减少", "Help": "说明", "Dismiss": "关闭",
  }));
  const patterns = [
    [/^(\d+(?:\.\d+)?\s?[KMG]B) per file(?: • (.+))?$/, (m) => `每个文件不超过 ${m[1]}${m[2] ? " · " + m[2] : ""}`],
    [/^Limit (\d+\S*) per file(?: • (.+))?$/, (m) => `每个文件不超过 ${m[1]}${m[2] ? " · " + m[2] : ""}`],
    [/^Showing page (\d+) of (\d+)$/, (m) => `第 ${m[1]} 页，共 ${m[2]} 页`],
    [/^Help for (.+)$/, (m) => `说明：${m[1]}`],
    [/^View (\d+) more$/, (m) => `再显示 ${m[1]} 项`],
    [/^(.+) — start$/s, (m) => `${m[1]}：下限`],
    [/^(.+) — end$/s, (m) => `${m[1]}：上限`],
  ];
  const attributes = ["aria-label", "alt", "title", "placeholder"];
  const chinese = (text) => {
    const key = text.trim();
    if (words.has(key)) return words.get(key);
    const named = key.match(/^([A-Z][\w /-]+): (.+)$/s); // Streamlit's verb, and the name of a chart or a page
    if (named && words.has(named[1])) return `${words.get(named[1])}：${named[2]}`;
    for (const [pattern, build] of patterns) { const m = key.match(pattern); if (m) return build(m); }
    return null;
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentElement?.closest("[data-testid=stMarkdown],[data-testid=stDataFrame],pre,code")) return;
      const text = chinese(node.data);
      if (text !== null && text !== node.data) node.data = text;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of attributes) {
      const text = node.hasAttribute(name) ? chinese(node.getAttribute(name)) : null;
      if (text !== null) node.setAttribute(name, text);
    }
    node.childNodes.forEach(visit);
  };
  new MutationObserver((changes) => changes.forEach((c) => {
    if (c.type === "childList") c.addedNodes.forEach(visit); else visit(c.target);
  })).observe(document.documentElement,
    { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes });
})();

// A link to one finding: the finding, called "arrived" by the page, is brought into view. What is still being
// drawn above it may push it away again, so that is repeated until the visitor does something, or 3 seconds.
(() => {
  const names = ["st-key-arrived", "st-key-arrived-again"].map((name) => document.getElementsByClassName(name));
  let seen = null, target = null, until = 0;
  const bring = () => { if (target?.isConnected && Date.now() < until) target.scrollIntoView({ block: "start" }); };
  const look = () => {
    const now = names.find((found) => found[0]);
    if (now && (now !== seen || now[0] !== target)) { target = now[0]; until = Date.now() + 3000; }
    seen = now;
    if (target && Date.now() < until) requestAnimationFrame(bring);
  };
  for (const act of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(act, () => { until = 0; }, { passive: true, capture: true });
  new MutationObserver(look).observe(document.documentElement,
    { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "height"] });
})();

// A crop that is wider than a phone is moved sideways inside its frame: by keys too, so the frame can be focused.
(() => {
  const look = () => document.querySelectorAll("[class*=st-key-side-] [data-testid=stImage]").forEach((frame) => {
    if (frame.scrollWidth > frame.clientWidth) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", "原文截图，可左右移动");
    } else frame.removeAttribute("tabindex");
  });
  document.addEventListener("load", (event) => { if (event.target instanceof HTMLImageElement) look(); }, true);
  addEventListener("resize", look);
})();

// What a popover shows stands at the end of the page: Tab goes from its button into it, and from its end back.
(() => {
  const able = "a[href],button:not([disabled]),input:not([disabled]),[tabindex='0']";
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.defaultPrevented) return;
    const body = [...document.querySelectorAll("[data-testid=stPopoverBody]")].pop();
    const button = document.querySelector("[data-testid=stPopover] button[aria-expanded=true]");
    const stops = [...(body?.querySelectorAll(able) ?? [])].filter((stop) => stop.offsetParent !== null);
    if (!button || !stops.length) return;
    const at = document.activeElement, last = stops[stops.length - 1];
    const to = at === button && !event.shiftKey ? stops[0]
      : at === (event.shiftKey ? stops[0] : last) && body.contains(at) ? button : null;
    if (to) { event.preventDefault(); to.focus(); }
  }, true);
})();
