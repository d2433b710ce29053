/* The desk's door with a script: files and folders are dropped, looked at before anything is sent, and sent in
   parts, so that a thousand can come at once and a cut line costs nothing that was sent. The server checks all
   of it again. Without this file the form is a plain one. */

(() => {
  "use strict";

  const form = document.getElementById("upload_form");
  const rulesElement = document.getElementById("door-rules");
  if (!form || !rulesElement) return;

  const { limits, batch, words } = JSON.parse(rulesElement.textContent);
  const at = (id) => document.getElementById(id);
  const MEGA = 1024 * 1024;
  const LISTED = 200;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const tables = /\.(csv|tsv|jsonl|ndjson)$/i;
  const archives = /\.(zip|warc|warc\.gz)$/i;
  const office = /\.(pdf|docx)$/i;
  const oldWord = /\.(doc|rtf|odt)$/i;
  const others =
    /\.(xlsx?|pptx?|odp|ods|jpe?g|png|gif|webp|tiff?|bmp|heic|mp[34]|avi|mov|wav|rar|7z|exe|dll|msi|apk|iso|js|css|py)$/i;
  const aboutFolder = /^\.|^__MACOSX$|^(readme|thumbs)(\.|$)/i;
  const isManifest = (path) => /(^|\/)manifest\.csv$/i.test(path);

  let chosen = []; // { file, path, why }
  let isSending = false;

  const fill = (text, ...values) => values.reduce((filled, value) => filled.replace("%s", value), text);
  const rounded = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const sized = (size) =>
    size < MEGA ? `${numbers.format(Math.ceil(size / 1024))} KB` : `${rounded.format(size / MEGA)} MB`;

  // ------------------------------------------------------------ what was chosen

  function limitFor(path) {
    if (archives.test(path)) return limits.archive;
    if (tables.test(path)) return limits.table;
    return office.test(path) ? limits.office : limits.text;
  }

  function refusal(file, path) {
    if (oldWord.test(path)) return ["word", words.word];
    if (others.test(path)) return ["kind", words.kind];
    if (file.size === 0) return ["empty", words.empty];
    const limit = limitFor(path);
    return file.size > limit ? ["large", fill(words.large, limit / MEGA)] : null;
  }

  function add(files) {
    for (const { file, path } of files) {
      if (path.split("/").some((part) => aboutFolder.test(part))) continue;
      chosen.push({ file, path, why: refusal(file, path) });
    }
    show();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  function line(each) {
    const { file, path, why } = each;
    const item = element("li", "", `${path} `);
    item.append(element("span", "door__size", sized(file.size)));
    if (why) item.append(" ", element("span", "door__why", why[1]));
    else if (tables.test(path) && !isManifest(path)) item.append(element("span", "door__size", ` · ${words.sheet}`));
    const leave = element("button", "door__leave", words.leave);
    leave.type = "button";
    leave.setAttribute("aria-label", fill(words.leaveOne, path));
    leave.addEventListener("click", () => leaveOut(each));
    item.append(" ", leave);
    return item;
  }

  // The one that comes into its place has the focus then, so that several can be left out one after another.
  function leaveOut(each) {
    if (isSending) return;
    const place = [...at("door-list").querySelectorAll("button")].indexOf(document.activeElement);
    chosen = chosen.filter((other) => other !== each);
    forget();
    show();
    const left = at("door-list").querySelectorAll("button");
    (left[Math.min(place, left.length - 1)] ?? form.elements.files).focus();
  }

  function show() {
    const refused = chosen.filter((each) => each.why);
    const size = chosen.reduce((sum, { file }) => sum + file.size, 0);
    at("door-chosen").hidden = !chosen.length;
    at("door-count").textContent = fill(words.chosen, numbers.format(chosen.length), sized(size));
    at("door-send").textContent = fill(words.send, numbers.format(chosen.length - refused.length));
    at("door-send").hidden = chosen.length === refused.length;
    at("door-left-out").hidden = !refused.length;
    at("door-left-out").textContent = fill(words.leftOut, numbers.format(refused.length));
    const sorted = [...refused, ...chosen.filter((each) => !each.why)];
    const items = sorted.slice(0, LISTED).map(line);
    if (sorted.length > LISTED) {
      items.push(element("li", "", fill(words.more, numbers.format(sorted.length - LISTED))));
    }
    at("door-list").replaceChildren(...items);
  }

  for (const name of ["files", "folder"]) {
    const input = form.elements[name];
    input.addEventListener("change", () => {
      add([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
      input.value = "";
    });
  }

  at("door-clear").addEventListener("click", () => {
    chosen = [];
    forget();
    show();
    form.elements.files.focus();
  });

  // ------------------------------------------------------------ dropping

  const drop = at("door-drop");
  drop.classList.add("door__drop--script");
  drop.querySelector(".door__call").hidden = false;

  async function walked(entry) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ file, path: entry.fullPath.replace(/^\//, "") }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return found;
      for (const each of entries) found.push(...(await walked(each)));
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items]
      .filter((item) => item.kind === "file")
      .map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
    for (const entry of entries.filter(Boolean)) {
      if (entry instanceof File) add([{ file: entry, path: entry.name }]);
      else add(await walked(entry).catch(() => []));
    }
  }

  // A file let fall beside the field must not take the page away.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => {
      if ([...(event.dataTransfer?.types ?? [])].includes("Files")) event.preventDefault();
    });
  }
  drop.addEventListener("dragover", () => drop.classList.add("door__drop--over"));
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) drop.classList.remove("door__drop--over");
  });
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("door__drop--over");
    if (!isSending) dropped(event.dataTransfer);
  });

  // ------------------------------------------------------------ sending

  // Where a delivery stands that goes in parts: a cut line is taken up from here.
  let sent;
  function forget() {
    sent = { parts: null, done: 0, files: 0, upload: null, next: null, preview: null };
    complain([]);
  }

  function parts(files) {
    const made = [[]];
    let size = 0;
    for (const each of files) {
      const last = made.at(-1);
      if (last.length && (last.length >= batch.files || size + each.file.size > batch.bytes)) {
        made.push([each]);
        size = each.file.size;
      } else {
        last.push(each);
        size += each.file.size;
      }
    }
    return made;
  }

  function body(part, isFirst, isLast) {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) {
      const isOfFirst = name === "text";
      if (!(value instanceof File) && (isFirst || !isOfFirst)) data.set(name, value);
    }
    const taken = chosen.filter((each) => !each.why);
    const manifests = taken.filter(({ path }) => isManifest(path));
    for (const { file, path } of [...manifests, ...part]) data.append("files", file, path);
    data.set("total", taken.length - manifests.length);
    if (sent.upload) data.set("upload", sent.upload);
    if (sent.parts.length > 1) {
      data.set("names", JSON.stringify(manifests.length && isLast ? taken.map(({ path }) => path) : ["?"]));
    }
    if (isLast) data.set("is_last", "on");
    const refused = chosen.filter((each) => each.why);
    if (isFirst && refused.length) {
      data.set("left_out", JSON.stringify(refused.map(({ path, why }) => [path, why[0]])));
    }
    return data;
  }

  async function send(part, isFirst, isLast) {
    const answer = await fetch(form.action, {
      method: "POST",
      body: body(part, isFirst, isLast),
      headers: { Accept: "application/json" },
    });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isOurs) throw new Error(answer.redirected || answer.status === 403 ? words.signedOut : "");
    const said = await answer.json();
    if (said.errors) throw Object.assign(new Error(), { errors: said.errors });
    return said;
  }

  function complain(errors, button) {
    const box = at("door-errors");
    box.hidden = !errors.length;
    box.replaceChildren(...errors.map((text) => element("p", "", text)));
    if (button) box.append(button);
    if (errors.length) box.focus();
  }

  function report(total) {
    at("door-sending").hidden = false;
    at("door-sent").textContent = fill(words.sending, numbers.format(sent.files), numbers.format(total));
    at("door-progress").max = Math.max(1, total);
    at("door-progress").value = sent.files;
  }

  function busy(now) {
    isSending = now;
    form.setAttribute("aria-busy", String(now));
    for (const id of ["door-submit", "door-send", "door-clear"]) at(id).disabled = now;
  }

  const stay = (event) => event.preventDefault();

  async function go() {
    const files = chosen.filter((each) => !each.why && !isManifest(each.path));
    sent.parts ??= parts(files);
    complain([]);
    busy(true);
    report(files.length);
    at("door-sending").scrollIntoView({ block: "nearest" });
    window.addEventListener("beforeunload", stay);
    try {
      while (sent.done < sent.parts.length) {
        report(files.length);
        const part = sent.parts[sent.done];
        const said = await send(part, sent.done === 0, sent.done === sent.parts.length - 1);
        sent.upload = said.upload ?? sent.upload;
        sent.preview ??= said.preview;
        sent.next = said.next;
        sent.done += 1;
        sent.files += part.length;
      }
      report(files.length);
      window.removeEventListener("beforeunload", stay);
      location.assign(sent.preview ?? sent.next);
    } catch (error) {
      window.removeEventListener("beforeunload", stay);
      busy(false);
      failed(error, files.length);
    }
  }

  function failed(error, total) {
    at("door-sending").hidden = true;
    if (error.errors && sent.done === 0) {
      sent.parts = null;
      complain(error.errors);
      return;
    }
    const again = element("button", "button", words.again);
    again.type = "button";
    again.addEventListener("click", go);
    const said = fill(words.stopped, numbers.format(sent.files), numbers.format(total));
    complain([said, ...(error.errors ?? []), ...(error.message ? [error.message] : [])], again);
  }

  form.addEventListener("submit", (event) => {
    if (isSending) {
      event.preventDefault();
    } else if (chosen.length) {
      event.preventDefault();
      forget();
      go();
    }
  });

  forget();
  show();
})();
