// Brings files in by our own route: big ones in slices that go on after a cut, small ones many at a time.
//
// Texts come from Python and are put into the page as text, never as HTML. What is under way is kept by the
// window and not by the element, so that drawing the page again, or looking at another page, stops nothing.
// SubtleCrypto digests whole buffers only: each slice is digested here and compared on arrival, and the
// digest of the whole file is the server's.

const SMALL = 256 * 1024;
const BATCH = 4 * 1024 * 1024;
const BATCH_FILES = 500;
const LEAST = 64 * 1024;
const LANES = 2;
const SHOWN = 6;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

const under = (window.chartbridgeBringing ??= new Map());

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const first = !under.has(data.address);
  if (first) under.set(data.address, new Bringing());
  const bringing = under.get(data.address);
  bringing.tell(data, setTriggerValue);
  if (first && data.unread) bringing.unread();
  if (parentElement.drawnBy !== bringing) {
    parentElement.drawnBy = bringing;
    bringing.screen = new Screen(parentElement, bringing);
  }
  bringing.screen.words(data);
  bringing.draw();
}

class Bringing {
  items = [];
  came = { new: 0, known: 0, replacing: 0 };
  paused = false;
  waiting = false;
  running = false;
  asked = "";
  woken = [];

  // Every drawing of the page brings a grant; one that waits for a fresh one is woken by it.
  tell(data, trigger) {
    this.trigger = (name, value) => {
      try {
        trigger(name, value);
      } catch {
        // The page is no longer shown; it will be drawn anew when somebody comes back to it.
      }
    };
    this.data = data;
    if (data.grant === this.asked) return;
    this.asked = this.grant = data.grant;
    this.woken.splice(0).forEach((wake) => wake());
  }

  add(files) {
    const taken = new Set(this.items.map((item) => item.path));
    for (const { file, path } of files) {
      const free = unlike(path || file.name, taken);
      taken.add(free);
      this.items.push({ file, path: free, sent: 0, state: "waiting", said: "" });
    }
    if (files.length) this.run();
  }

  async run() {
    if (this.running) return this.draw();
    this.running = true;
    this.draw();
    await Promise.all(Array.from({ length: LANES }, () => this.lane()));
    this.running = false;
    if (this.items.some((item) => item.state === "waiting")) return this.run();
    await this.brought();
  }

  async lane() {
    for (let next = this.next(); next.length; next = this.next()) {
      try {
        if (next.length > 1 || next[0].file.size <= SMALL) await this.batch(next);
        else await this.big(next[0]);
      } catch {
        next.forEach((item) => this.fail(item, this.data.words.unreadable));
      }
      this.draw();
    }
  }

  next() {
    const waiting = this.items.filter((item) => item.state === "waiting");
    const small = [];
    let size = 0;
    for (const item of waiting) {
      if (item.file.size > SMALL) continue;
      size += item.file.size;
      if (size > BATCH || small.length === BATCH_FILES) break;
      small.push(item);
    }
    const chosen = small.length ? small : waiting.slice(0, 1);
    chosen.forEach((item) => (item.state = "going"));
    return chosen;
  }

  async batch(items) {
    const frames = [];
    for (const item of items) {
      const path = new TextEncoder().encode(item.path).slice(0, 65535);
      const content = new Uint8Array(await item.file.arrayBuffer());
      frames.push(number(path.length, 2), path, number(content.length, 4), content);
    }
    const body = joined(frames);
    const digest = await checksum(body);
    const answer = await this.begins("/batch", () => ({
      method: "POST",
      headers: digest ? { "upload-checksum": digest } : {},
      body,
    }));
    if (!answer.ok) return this.batchRefused(items, answer);
    this.count(await answer.json());
    items.forEach((item) => this.done(item));
  }

  // One file that is not understood must not keep back the others that came with it.
  async batchRefused(items, answer) {
    const said = await answer.text();
    if (items.length === 1 || answer.status !== 400) return items.forEach((item) => this.fail(item, said));
    for (const item of items) await this.batch([item]);
  }

  async big(item, anew = false) {
    const { file, path } = item;
    const asked = { path, size: file.size, stamp: String(file.lastModified), anew: anew || !crypto.subtle };
    const answer = await this.begins("", () => ({ method: "POST", body: JSON.stringify(asked) }));
    if (!answer.ok) return this.fail(item, await answer.text());
    const told = await answer.json();
    let grant = answer.headers.get("chartbridge-grant");
    const at = `/${told.upload}`;
    item.sent = told.offset;
    if (!(await same(file, told.slices))) return this.big(item, true);
    for (let step = told.slice, again = 0; item.sent < file.size; ) {
      const body = await file.slice(item.sent, item.sent + step).arrayBuffer();
      const headers = { "upload-offset": String(item.sent) };
      const digest = await checksum(body);
      if (digest) headers["upload-checksum"] = digest;
      const came = await this.asks(at, { method: "PATCH", headers, body }, () => grant, 1);
      if (came === null) {
        // The line was cut: ask how far it came, however long that takes.
        const held = await this.asks(at, { method: "HEAD" }, () => grant);
        if (!held.ok) return this.big(item);
        item.sent = Number(held.headers.get("upload-offset"));
        grant = held.headers.get("chartbridge-grant") ?? grant;
      } else if (came.status === 204 || came.status === 409) {
        item.sent = Number(came.headers.get("upload-offset") ?? item.sent);
        grant = came.headers.get("chartbridge-grant") ?? grant;
        again = 0;
      } else if (came.status === 408) {
        step = Math.max(LEAST, Math.floor(step / 2));
      } else if (came.status === 413 || came.status === 400 || ++again > 5) {
        return this.fail(item, await came.text());
      } else if (came.status === 401 || came.status === 403 || came.status === 404) {
        return this.big(item);
      }
      this.draw();
    }
    const whole = await this.asks(`${at}/whole`, { method: "POST" }, () => grant);
    if (whole.status === 401 || whole.status === 409) return this.big(item);
    if (!whole.ok) return this.fail(item, await whole.text());
    const receipt = await whole.json();
    this.count({ new: receipt.new ? 1 : 0, known: receipt.new ? 0 : 1, replacing: 0 });
    this.done(item);
  }

  // A request by the page's own grant; when that is over, the page is asked for another one.
  async begins(at, request) {
    for (let tries = 0; ; tries++) {
      const answer = await this.asks(at, request(), () => this.grant);
      const fresh = answer.headers.get("chartbridge-grant");
      if (answer.ok && at === "/batch" && fresh) this.grant = fresh;
      if (answer.status !== 401 || tries > 2) return answer;
      const woken = new Promise((wake) => this.woken.push(wake));
      this.trigger("renew", Date.now());
      await woken;
    }
  }

  // The answer, however often the line is cut before it comes; null after `most` cuts.
  async asks(at, request, grant, most = Infinity) {
    for (let tries = 1; ; tries++) {
      while (this.paused) await later(200);
      const headers = { ...request.headers, "chartbridge-grant": grant() };
      const answer = await fetch(`${this.data.address}${at}`, { ...request, headers }).catch(() => null);
      const wait = answer === null || (AGAIN.has(answer.status) && !(answer.status === 408 && most === 1));
      if (this.waiting !== (answer === null)) {
        this.waiting = answer === null;
        this.draw();
      }
      if (!wait) return answer;
      await later(Math.min(500 * 2 ** Math.min(tries, 6), 30000) * (0.75 + Math.random() / 2));
      if (tries >= most) return null;
    }
  }

  async brought() {
    const failed = this.items.filter((item) => item.state === "failed");
    if (this.came.new || this.came.known) {
      await this.begins("/brought", () => ({ method: "POST" }));
      this.trigger("came", { ...this.came, failed: failed.length });
    }
    this.came = { new: 0, known: 0, replacing: 0 };
    this.items = failed;
    this.draw();
  }

  // A tab that was closed before its last word: what had come by then is asked to be read.
  async unread() {
    await this.begins("/brought", () => ({ method: "POST" }));
    this.trigger("renew", Date.now());
  }

  again() {
    this.items.forEach((item) => Object.assign(item, { state: "waiting", said: "", sent: 0 }));
    this.run();
  }

  forget() {
    this.items = [];
    this.draw();
  }

  count(came) {
    for (const kind of Object.keys(this.came)) this.came[kind] += came[kind];
  }

  done(item) {
    item.state = "done";
    item.sent = item.file.size;
  }

  fail(item, said) {
    item.state = "failed";
    item.said = said;
    this.draw();
  }

  draw() {
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = undefined;
      this.screen?.draw();
    });
  }
}

class Screen {
  constructor(root, bringing) {
    this.bringing = bringing;
    this.box = root.querySelector(".drop");
    this.input = this.box.querySelector("input");
    this.title = this.box.querySelector(".title");
    this.hint = this.box.querySelector(".hint");
    this.work = root.querySelector(".work");
    this.input.addEventListener("change", () => {
      const files = Array.from(this.input.files, (file) => ({ file, path: file.webkitRelativePath }));
      bringing.add(files);
      this.input.value = "";
    });
    this.box.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.box.classList.add("over");
    });
    this.box.addEventListener("dragleave", () => this.box.classList.remove("over"));
    this.box.addEventListener("drop", async (event) => {
      event.preventDefault();
      this.box.classList.remove("over");
      bringing.add(await dropped(event.dataTransfer));
    });
  }

  words({ words, folder }) {
    this.said = words;
    this.title.textContent = folder ? words.folder : words.files;
    this.hint.textContent = words.hint;
    this.input.webkitdirectory = folder;
  }

  draw() {
    const { items, paused, waiting, running } = this.bringing;
    const words = this.said;
    const failed = items.filter((item) => item.state === "failed");
    this.work.hidden = !items.length;
    if (!items.length) return this.work.replaceChildren();
    const all = items.reduce((sum, item) => sum + item.file.size, 0);
    const sent = items.reduce((sum, item) => sum + item.sent, 0);
    const done = items.filter((item) => item.state === "done").length;
    const bar = element("progress", { max: Math.max(all, 1), value: all ? sent : 1, ariaLabel: words.all });
    const told = fill(words.told, {
      done: done.toLocaleString(words.locale),
      files: items.length.toLocaleString(words.locale),
      sent: size(sent, words),
      size: size(all, words),
    });
    const line = element("p", { textContent: told, className: "told" });
    const state = paused ? words.paused : waiting ? words.cut : running ? words.stay : "";
    const rows = [...failed, ...items.filter((item) => item.state === "going")].slice(0, SHOWN);
    const list = element("ul", {}, ...rows.map((item) => this.row(item)));
    const buttons = element("div", { className: "buttons" });
    if (running) buttons.append(this.button(paused ? words.goOn : words.pause, () => this.pause()));
    if (failed.length && !running) {
      buttons.append(this.button(words.again, () => this.bringing.again()));
      buttons.append(this.button(words.forget, () => this.bringing.forget()));
    }
    this.work.replaceChildren(bar, line, element("p", { textContent: state, role: "status" }), list, buttons);
  }

  row(item) {
    const share = item.file.size ? Math.floor((100 * item.sent) / item.file.size) : 0;
    const said = item.state === "failed" ? item.said : `${share} %`;
    const name = element("span", { textContent: item.path, className: "name" });
    return element("li", { className: item.state }, name, element("span", { textContent: said }));
  }

  button(textContent, act) {
    const made = element("button", { type: "button", textContent });
    made.addEventListener("click", act);
    return made;
  }

  pause() {
    this.bringing.paused = !this.bringing.paused;
    this.draw();
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (properties.role) made.setAttribute("role", properties.role);
  made.append(...children);
  return made;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function size(bytes, words) {
  const units = ["bytes", "kB", "MB", "GB"];
  let at = 0;
  for (; bytes >= 1000 && at < units.length - 1; at++) bytes /= 1000;
  const digits = { maximumFractionDigits: at > 1 && bytes < 100 ? 1 : 0 };
  return `${bytes.toLocaleString(words.locale, digits)} ${units[at]}`;
}

function later(milliseconds) {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}

function unlike(path, taken) {
  const [, stem, ending] = /^(.*?[^/])(\.[^./]*)?$/s.exec(path) ?? [null, path, ""];
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : `${stem} (${number})${ending ?? ""}`;
    if (!taken.has(free)) return free;
  }
}

function number(value, bytes) {
  const made = new DataView(new ArrayBuffer(bytes));
  if (bytes === 2) made.setUint16(0, value);
  else made.setUint32(0, value);
  return new Uint8Array(made.buffer);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function digested(content) {
  return crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", content)) : null;
}

async function checksum(content) {
  const digest = await digested(content);
  return digest && `sha256 ${btoa(String.fromCharCode(...digest))}`;
}

// Whether what the server holds of a file is how this one begins.
async function same(file, slices) {
  let at = 0;
  for (const [size, sha256] of slices) {
    const digest = await digested(await file.slice(at, at + size).arrayBuffer());
    const hex = digest && Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== sha256) return false;
    at += size;
  }
  return true;
}

async function dropped(transfer) {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return Array.from(transfer.files, (file) => ({ file, path: file.name }));
  return (await Promise.all(entries.map(inside))).flat();
}

async function inside(entry) {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((read, failed) => reader.readEntries(read, failed));
    if (!some.length) return found;
    for (const each of some) found.push(...(await inside(each)));
  }
}
