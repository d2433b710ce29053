/* The results page while it is changed without being loaded anew: htmx exchanges what stands under #ket-qua,
   and here is what goes with it. Without this file, and without htmx, every link and every form does the same
   by loading the page. */

(() => {
  "use strict";

  const ANSWER = "ket-qua";
  const said = document.getElementById("tin-moi");
  let opened = [];

  const answer = () => document.getElementById(ANSWER);

  /* The words of a new search keep the filters of this one; what is being typed stays. */
  function handOn(isOther) {
    const form = document.getElementById("bo-loc");
    const box = document.querySelector("main input[type=search][name=q]");
    if (!form || !box) return;
    const state = new FormData(form);
    if (isOther) box.value = state.get("q") ?? "";
    state.delete("q");
    for (const field of box.form.querySelectorAll("input[type=hidden]")) field.remove();
    for (const [name, value] of state) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      box.after(field);
    }
  }

  /* What says the address elsewhere on the page: its feed, its other language. */
  function pointOn() {
    const feed = document.querySelector("link[rel=alternate][type='application/atom+xml']");
    const shown = document.getElementById("dong-tin");
    if (feed && shown) feed.href = shown.href;
    const shared = document.getElementById("dia-chi");
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical && shared) canonical.href = shared.value;
    for (const link of document.querySelectorAll("header a[hreflang]")) {
      const address = new URL(location.href);
      address.searchParams.set("lang", link.hreflang);
      link.href = address.search;
    }
  }

  function renew(event) {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    const count = document.querySelector(`#${ANSWER} h1`);
    said.textContent = count?.textContent.trim() ?? "";
    // What had the focus may be gone with its filter; the number of articles is the next thing to read.
    if (document.activeElement === document.body) count?.focus({ preventScroll: true });
    enliven();
    handOn(event.type === "htmx:historyRestore");
    pointOn();
  }

  /* An error has a page of its own, and a cut line the browser's. */
  function load(event) {
    location.assign(event.detail.pathInfo.finalRequestPath);
  }

  function enliven() {
    document.getElementById("bo-loc")?.classList.add("filters--live");
    for (const button of document.querySelectorAll("[data-copies]")) button.hidden = false;
  }

  async function copy(button) {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return; // It stays selected, for the reader's own hand.
    }
    const words = button.textContent;
    button.textContent = said.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = words;
    }, 2000);
  }

  /* A bar does what its line in the table does: htmx knows no links inside a drawing. */
  function follow(event) {
    const bar = event.target.closest("svg a");
    if (!bar || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const same = (link) => link.getAttribute("href") === bar.getAttribute("href");
    const line = [...document.querySelectorAll("#bang-nam a")].find(same);
    if (!line) return;
    event.preventDefault();
    line.click();
  }

  document.addEventListener("click", follow);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copies]");
    if (button) copy(button);
  });
  document.addEventListener("htmx:beforeRequest", () => answer()?.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", () => answer()?.removeAttribute("aria-busy"));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.serverResponse.includes(`id="${ANSWER}"`)) {
      event.detail.shouldSwap = false;
      load(event);
      return;
    }
    opened = [...document.querySelectorAll(`#${ANSWER} details[open][id]`)].map((each) => each.id);
  });
  document.addEventListener("htmx:afterSettle", renew);
  document.addEventListener("htmx:historyRestore", renew);
  document.addEventListener("htmx:sendError", load);
  document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
  enliven();
})();
