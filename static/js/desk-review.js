// The review at the desk by keyboard. Without this file every button and link does the same.
"use strict";

(() => {
  const SWITCH = "desk-keys";
  const cards = () => [...document.querySelectorAll("[data-card]")].filter((card) => card.offsetParent);
  const dialog = document.querySelector("[data-keys]");
  const nextLink = document.querySelector("[data-next]");
  const find = (selector, within = document) => within.querySelector(selector);

  // ---- Single keys may be switched off (WCAG 2.1.4); who does so keeps the buttons.

  const areKeysOn = () => localStorage.getItem(SWITCH) !== "off";
  const keysBox = find("[data-keys-on]");
  if (keysBox) {
    keysBox.checked = areKeysOn();
    keysBox.addEventListener("change", () => localStorage.setItem(SWITCH, keysBox.checked ? "on" : "off"));
  }
  const keysButton = find("[data-show-keys]");
  if (keysButton) {
    keysButton.hidden = false;
    keysButton.addEventListener("click", () => dialog.showModal());
  }

  // ---- The card in hand.

  const inHand = () => document.activeElement && document.activeElement.closest("[data-card]");

  function take(card) {
    if (!card) {
      return;
    }
    const closed = card.closest("details:not([open])");
    if (closed) {
      closed.open = true;
    }
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    show(card.id);
  }

  // Its words are shown in the text beside.
  function show(id) {
    document.querySelectorAll(".found--shown").forEach((mark) => mark.classList.remove("found--shown"));
    const mark = find(`[data-text] a[href="#${CSS.escape(id)}"]`);
    if (mark) {
      mark.classList.add("found--shown");
      const side = mark.closest(".review__text");
      if (side && side.scrollHeight > side.clientHeight) {
        const apart = mark.getBoundingClientRect().top - side.getBoundingClientRect().top;
        side.scrollTop += apart - side.clientHeight / 3;
      }
    }
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(inHand());
    take(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function press(act) {
    const card = inHand() || cards()[0];
    const button = card && find(`[data-act="${act}"]`, card);
    if (button) {
      button.click();
    } else if (card && act === "accept" && find(".button--choice", card)) {
      find(".button--choice", card).focus(); // several fit: nobody but the editor says which
    }
  }

  function choose(number) {
    const card = inHand();
    const button = card && card.querySelectorAll(".button--choice")[number - 1];
    if (button) {
      button.click();
    }
  }

  function edit() {
    const card = inHand() || cards()[0];
    if (!card) {
      return;
    }
    const other = card.matches(".card--add") ? null : find("details.card__other", card);
    if (other) {
      other.open = true;
    }
    const input = find(".card__edit input, .card__edit select", other || card);
    if (input) {
      input.focus();
      if (input.select) {
        input.select();
      }
    }
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press("accept"),
    r: () => press("refuse"),
    e: edit,
    n: () => nextLink && nextLink.click(),
    A: () => find('[data-act="close"]') && find('[data-act="close"]').click(),
    "?": () => dialog && dialog.showModal(),
  };

  const isTyping = (target) =>
    target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    if (event.key === "Escape" && isTyping(event.target)) {
      take(event.target.closest("[data-card]"));
      return;
    }
    if (isTyping(event.target) || (dialog && dialog.open)) {
      return;
    }
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && document.activeElement.matches("[data-card]")) {
      event.preventDefault();
      step(arrow);
    } else if (KEYS[event.key] && areKeysOn()) {
      event.preventDefault();
      KEYS[event.key]();
    } else if (/^[1-9]$/.test(event.key) && areKeysOn()) {
      choose(Number(event.key));
    }
  });

  // Where the last act led to, or the first that asks for a word; not away from somebody's own place.
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const isPlaceToWrite = (element) => element && element.matches("[data-card] input, [data-card] select");
  const wrong = find("[data-card] [aria-invalid=true]") || (isPlaceToWrite(named) ? named : null);
  if (wrong) {
    const card = wrong.closest("[data-card]");
    wrong.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    wrong.scrollIntoView({ block: "nearest" });
    show(card.id);
  } else if (find(".review")) {
    take(named && named.matches("[data-card]") ? named : find(".card--open") || cards()[0]);
  }
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (card) {
      show(card.id);
    }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-text] a.found");
    if (mark) {
      event.preventDefault();
      take(document.getElementById(mark.getAttribute("href").slice(1)));
    }
  });

  // ---- Records offered while their names are typed.

  let waiting = 0;

  async function complete(input) {
    const [model, field] = input.dataset.complete.split(".");
    const asked = new URLSearchParams({ app_label: "articles", model_name: model, field_name: field, term: input.value });
    const answer = await fetch(`${input.dataset.completeFrom}?${asked}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      return;
    }
    const { results } = await answer.json();
    const list = document.getElementById(input.getAttribute("list")) || document.createElement("datalist");
    if (!list.id) {
      list.id = `${input.id}-goi-y`;
      input.after(list);
      input.setAttribute("list", list.id);
    }
    list.replaceChildren(
      ...results.slice(0, 12).map(({ id, text }) => {
        const option = document.createElement("option");
        option.value = `${text} #${id}`;
        return option;
      }),
    );
  }

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.dataset.complete && input.value.trim().length > 1 && !/#\d+$/.test(input.value)) {
      clearTimeout(waiting);
      waiting = setTimeout(() => complete(input), 200);
    }
  });

  // ---- Words marked in the text become a value.

  const text = find("[data-text]");
  const bar = find("[data-take]");
  const buttons = find("template[data-take-buttons]");
  let marked = null;

  // How many characters of the whole text stand before a place in a paragraph: letters, as the archive counts.
  function place(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest("[data-start]");
    if (!block) {
      return null;
    }
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + [...before.toString()].length;
  }

  function look() {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const words = range && !range.collapsed && text.contains(range.commonAncestorContainer) ? range.toString() : "";
    const trimmed = words.trim();
    if (!trimmed) {
      return;
    }
    const start = place(range.startContainer, range.startOffset);
    const lead = words.length - words.trimStart().length;
    marked = { words: trimmed, start: start === null ? "" : start + [...words.slice(0, lead)].length };
    if (!bar.firstChild) {
      bar.append(buttons.content.cloneNode(true));
    }
    find(".review__taken", bar).textContent = `“${trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed}”`;
    bar.hidden = false;
  }

  function use(as) {
    if (as === "add" || as === "figure") {
      const form = find(as === "add" ? "#them form" : "#them-so form");
      form.elements.words.value = marked.words;
      form.elements.start.value = marked.start;
      if (as === "figure") {
        find("#them-so").open = true;
        form.elements.value.value = (marked.words.match(/\d[\d.,]*/) || [""])[0].replace(/[.,]$/, "");
      }
      (form.elements.typed || form.elements.indicator).focus();
      return;
    }
    const card = document.getElementById(`truong-${as}`);
    const input = find(".card__edit input", card);
    const closed = input.closest("details");
    if (closed) {
      closed.open = true;
    }
    const day = as === "published_on" && marked.words.match(/(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/);
    input.value = day ? `${day[1]}/${day[2]}/${day[3]}` : marked.words.replace(/\s+/g, " ");
    input.focus();
    card.scrollIntoView({ block: "nearest" });
  }

  if (text && bar && buttons) {
    document.addEventListener("selectionchange", look);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-take-as]");
      if (button && marked) {
        use(button.dataset.takeAs);
      }
    });
    // What kind of thing is added decides whose names are offered.
    const kind = find("#them-loai");
    const names = find("#them-la");
    const follow = () => {
      names.dataset.complete = `${kind.value}mention.${kind.value}`;
    };
    kind.addEventListener("change", follow);
    follow();
  }
})();
