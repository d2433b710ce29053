/* A delivery's page while its documents are processed: the lines are fetched anew, more rarely as time goes
   on, and no more once all have ended. Without this file the page has links that load it again. */

(() => {
  "use strict";

  const FIRST = 2000; // milliseconds between two looks
  const SLOWER = 1.15;
  const SLOWEST = 20000;
  const SHARE = 20; // a look that takes long is followed by a pause so many times as long
  const QUIET = 8000; // milliseconds between two announcements

  const lines = document.getElementById("lines");
  const said = document.getElementById("lines-said");
  if (!lines || !said) return;
  document.documentElement.classList.add("has-script");

  let pause = FIRST;
  let lastSaid = Date.now();

  const state = () => lines.querySelector("[data-total]").dataset;
  const hasEnded = () => "hasEnded" in state();

  function say() {
    if (!hasEnded() && Date.now() - lastSaid < QUIET) return;
    said.textContent = state().said;
    lastSaid = Date.now();
  }

  // What the editor has ticked and typed, and where they are, outlasts the exchange of the lines.
  function exchange(html) {
    const ticked = [...lines.querySelectorAll("input:checked")].map((box) => box.id);
    const typed = lines.querySelector("#dismiss-reason")?.value;
    const focused = lines.contains(document.activeElement) ? pathOf(document.activeElement) : null;
    lines.innerHTML = html;
    for (const id of ticked) {
      const box = document.getElementById(id);
      if (box) box.checked = true;
    }
    const reason = lines.querySelector("#dismiss-reason");
    if (reason && typed) reason.value = typed;
    if (focused) lines.querySelector(focused)?.focus();
  }

  function pathOf(element) {
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (element.name) return `[name="${CSS.escape(element.name)}"]`;
    const address = element.getAttribute("href");
    return address ? `a[href="${CSS.escape(address)}"]` : null;
  }

  const isReading = () => {
    const selection = document.getSelection();
    return Boolean(selection && !selection.isCollapsed && lines.contains(selection.anchorNode));
  };

  async function look() {
    const began = performance.now();
    try {
      const answer = await fetch(lines.dataset.address + location.search, { redirect: "error" });
      if (answer.ok && !isReading()) {
        const before = state().ended;
        exchange(await answer.text());
        if (state().ended !== before) say();
      }
    } catch {
      // The network is away; the next look may find it.
    }
    if (hasEnded()) return;
    pause = Math.min(pause * SLOWER, SLOWEST);
    setTimeout(look, Math.max(pause, SHARE * (performance.now() - began)));
  }

  if (!hasEnded()) setTimeout(look, pause);
})();
