// Gives the boxes in which a record is chosen the name that stands before them: select2 names them by what is
// chosen, which may be nothing.
(() => {
  function name(box) {
    const chosen = box.getAttribute("aria-labelledby");
    const field = box.closest(".select2-container")?.previousElementSibling;
    const words = field?.getAttribute("aria-label") || field?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
    if (!chosen || !words) {
      return;
    }
    box.id ||= `${chosen}-box`;
    box.setAttribute("aria-label", words);
    box.setAttribute("aria-labelledby", `${box.id} ${chosen}`);
    box.dataset.named = "";
    const shown = document.getElementById(chosen); // a box within the box, for select2
    shown?.removeAttribute("role");
    shown?.removeAttribute("aria-readonly");
  }

  function look() {
    document.querySelectorAll(".select2-selection[aria-labelledby]:not([data-named])").forEach(name);
    for (const field of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
      const box = document.querySelector(".select2-container--open .select2-selection[aria-label]");
      if (box) {
        field.setAttribute("aria-label", box.getAttribute("aria-label"));
      }
    }
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
