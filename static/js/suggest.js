/* Suggestions under a search box: the combobox pattern over /api/v1/suggest. Without this file the box is a
   plain field, and nothing is lost but the suggestions. */

(() => {
  "use strict";

  const PAUSE = 120; // milliseconds without a key before anything is asked
  const REMEMBERED = 100;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const rounded = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 2 });
  const answers = new Map();

  async function ask(address, text, signal) {
    if (!answers.has(text)) {
      const response = await fetch(`${address}?${new URLSearchParams({ q: text })}`, { signal });
      if (!response.ok) return [];
      if (answers.size >= REMEMBERED) answers.clear();
      answers.set(text, await response.json());
    }
    return answers.get(text);
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  class Suggestions {
    constructor(input) {
      this.input = input;
      this.words = input.dataset;
      this.options = [];
      this.active = -1;
      this.composing = false;
      this.list = element("ul", "suggestions");
      this.list.id = `${input.id}-goi-y`;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.words.listName);
      this.list.hidden = true;
      this.said = element("p", "hidden");
      this.said.setAttribute("role", "status");
      input.parentElement.append(this.list, this.said);
      this.describe();
      this.listen();
    }

    describe() {
      const attributes = {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        "aria-haspopup": "listbox",
      };
      for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    }

    listen() {
      const { input } = this;
      // Between these two the letters are not settled: "đ" may still become "đả".
      input.addEventListener("compositionstart", () => {
        this.composing = true;
      });
      input.addEventListener("compositionend", () => {
        this.composing = false;
        this.later();
      });
      input.addEventListener("input", (event) => {
        if (!this.composing && !event.isComposing) this.later();
      });
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      // The field keeps the focus while an option is pressed.
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(this.options[[...this.list.children].indexOf(option)]);
      });
    }

    later() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.update(), PAUSE);
    }

    async update() {
      clearTimeout(this.waiting);
      this.request?.abort();
      this.request = new AbortController();
      const text = this.input.value;
      if (!text.trim()) {
        this.close();
        return;
      }
      try {
        const found = await ask(this.words.suggest, text, this.request.signal);
        if (this.input.value === text && document.activeElement === this.input) this.show(found);
      } catch (error) {
        // Another question took this one's place, or the way to the archive is cut: the box stays a field.
        if (error.name !== "AbortError") this.close();
      }
    }

    show(found) {
      this.options = found;
      this.list.replaceChildren(...found.map((each, place) => this.option(each, place)));
      this.list.hidden = found.length === 0;
      this.list.scrollTop = 0;
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      this.said.textContent = this.words.found.replace("{n}", numbers.format(found.length));
      this.mark(-1);
    }

    option(each, place) {
      const option = element("li", "suggestions__option");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const text = element("span", "suggestions__text", each.text);
      text.lang = "vi";
      option.append(text);
      const facts = [each.label, this.count(each)].filter(Boolean).join(" · ");
      if (facts) option.append(" ", element("span", "suggestions__facts", facts));
      return option;
    }

    count({ count, count_is_exact: isExact }) {
      if (count === null) return "";
      const words = isExact ? this.words.count : this.words.about;
      return words.replace("{n}", (isExact ? numbers : rounded).format(count));
    }

    close() {
      clearTimeout(this.waiting);
      this.request?.abort();
      this.options = [];
      this.list.hidden = true;
      this.said.textContent = "";
      this.input.setAttribute("aria-expanded", "false");
      this.mark(-1);
    }

    mark(place) {
      this.active = place;
      [...this.list.children].forEach((option, at) => {
        option.setAttribute("aria-selected", String(at === place));
        if (at === place) option.scrollIntoView({ block: "nearest" });
      });
      if (place < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", this.list.children[place].id);
    }

    key(event) {
      if (this.composing || event.isComposing) return;
      const { length } = this.options;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!length) {
          this.update();
          return;
        }
        // One place more than there are options: the text as typed.
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.mark(((this.active + 1 + step + length + 1) % (length + 1)) - 1);
      } else if (event.key === "Escape" && length) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.choose(this.options[this.active]);
      }
    }

    choose(each) {
      const { form } = this.input;
      const address = new URL(each.url, location.href);
      const keepsFilters = form.querySelector("input[type=hidden]") && address.href.startsWith(form.action);
      if (keepsFilters) {
        this.input.value = address.searchParams.get("q");
        this.close();
        form.requestSubmit();
      } else {
        this.close();
        location.assign(address);
      }
    }
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
})();
