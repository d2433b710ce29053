/* The page of an article: marks that appear at once, and citations that copy themselves. Without this file the
   form is sent and the page comes back marked; a citation is chosen and copied by hand. */

(() => {
  "use strict";

  const TEXT = "bai-doc";
  const WAY = "duong-doc";

  function marks(form) {
    const button = form.querySelector("button");
    const said = form.querySelector("[role=status]");
    let asked = null;
    button.hidden = true;

    async function mark() {
      asked?.abort();
      asked = new AbortController();
      const address = `?${new URLSearchParams(new FormData(form))}`;
      try {
        const response = await fetch(address, { signal: asked.signal });
        if (!response.ok) throw new Error(response.status);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const id of [TEXT, WAY]) {
          document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
        }
        history.replaceState(null, "", address + location.hash);
        const count = document.querySelectorAll(`#${TEXT} .found`).length;
        said.textContent = form.dataset.done.replace("{n}", count);
      } catch (error) {
        if (error.name !== "AbortError") form.submit();
      }
    }

    form.addEventListener("change", mark);
  }

  function copies(button) {
    const line = button.parentElement;
    const said = line.querySelector("[role=status]");
    line.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = button.dataset.failed;
      }
    });
  }

  document.querySelectorAll("form.marking").forEach(marks);
  if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(copies);
})();
