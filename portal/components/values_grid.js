// The grid of a column's values: looked at a screenful at a time, changed here, tried, and saved as one version.
//
// What stands in it is patient data. It comes with the page as our other HTML does; what is typed or searched for
// stays here and goes back only when somebody asks, as the state of no widget, so that no session holds it.
// Texts are put into the page as text.

const kept = new WeakMap();

// edits: value -> what it is to become. asked, keeping: the turns in which something was tried, and was to be saved.
const fresh = () => ({ edits: new Map(), tried: null, asked: null, keeping: null, query: null, back: null });

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".grid");
  const state = kept.get(root) ?? fresh();
  kept.set(root, state);
  if (state.keeping && data.saved === state.keeping) {
    const edits = state.tried?.values ? new Map() : state.edits;
    Object.assign(state, fresh(), { edits, query: state.query });
  }
  const tell = (more) => {
    const query = { show: data.show, search: data.search, page: data.page };
    const told = { of: data.of, turn: `${Date.now()}`, ...query, ...more };
    state.query = { show: told.show, search: told.search, page: told.page };
    setTriggerValue("told", told);
  };
  draw({ root, data, state, tell });
  comesBack(data, state, tell);
}

// A new version is drawn from its first page, with nothing searched for: whoever was elsewhere goes back there, once.
function comesBack(data, state, tell) {
  const query = state.query;
  const there = query && query.show === data.show && query.search === data.search && query.page === data.page;
  if (!query || there || state.back === data.of) return;
  state.back = data.of;
  setTimeout(() => tell({ act: "look", ...query }));
}

// Whole anew; whoever was in a field of it stays there.
function draw(grid) {
  const { root, data } = grid;
  const at = root.getRootNode().activeElement?.dataset?.at;
  grid.foot = element("div", "foot");
  root.replaceChildren(
    element("p", "why", data.why),
    element("p", "standing", data.standing),
    ...(data.note ? [element("p", "why", data.note)] : []),
    ...offers(grid),
    toolbar(grid),
    ...(data.lines.length ? [table(grid)] : [element("p", "empty", data.words.none)]),
    pager(grid),
    grid.foot,
  );
  drawFoot(grid);
  if (at) root.querySelector(`[data-at="${at}"]`)?.focus();
}

// What was typed, and what it would do: the only part that changes while somebody goes from field to field.
function drawFoot(grid) {
  const { data, state, foot } = grid;
  const shown = data.trial && state.asked === data.trial.turn ? data.trial : null;
  foot.replaceChildren(
    ...(data.refusal && state.asked ? [element("p", "refusal", data.refusal)] : []),
    ...(shown ? [trial(grid, shown)] : []),
    ...(data.edits ? [pending(grid, shown)] : []),
  );
}

function element(name, style, text) {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(text, act, style = "") {
  const made = element("button", style, text);
  made.type = "button";
  made.onclick = act;
  return made;
}

function offers({ data, state, tell }) {
  return data.reuse.map((text, place) =>
    button(text, () => {
      state.asked = `${Date.now()}`;
      state.tried = { reuse: place };
      tell({ act: "try", turn: state.asked, reuse: place });
    }, "offer"),
  );
}

function toolbar(grid) {
  const bar = element("div", "toolbar");
  bar.append(shows(grid));
  if (grid.data.searches) bar.append(finder(grid));
  return bar;
}

function shows({ data, tell }) {
  const set = element("fieldset", "shows");
  set.append(element("legend", "", data.words.shows));
  for (const [value, text] of data.shows) {
    const label = element("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "show", value, checked: value === data.show });
    input.dataset.at = `show-${value}`;
    input.onchange = () => tell({ act: "look", show: value, page: 1 });
    label.append(input, element("span", "", text));
    set.append(label);
  }
  return set;
}

function finder({ data, tell }) {
  const form = element("form", "finder");
  const input = document.createElement("input");
  Object.assign(input, { type: "search", value: data.search, autocomplete: "off", spellcheck: false });
  input.placeholder = data.words.search;
  input.setAttribute("aria-label", data.words.search);
  input.dataset.at = "search";
  const find = element("button", "", data.words.find);
  find.type = "submit";
  form.onsubmit = (event) => {
    event.preventDefault();
    tell({ act: "look", search: input.value, page: 1 });
  };
  form.append(input, find);
  return form;
}

function table(grid) {
  const { data } = grid;
  const made = element("table");
  const head = element("tr");
  const names = [data.words.value, data.words.times, ...(data.money ? [data.words.worth] : []), data.words.becomes];
  for (const name of names) {
    const cell = element("th", "", name);
    cell.scope = "col";
    head.append(cell);
  }
  const top = element("thead");
  const body = element("tbody");
  top.append(head);
  body.append(...data.lines.map((line, place) => row(grid, line, place)));
  made.append(top, body);
  return made;
}

function row(grid, line, place) {
  const { data, state } = grid;
  const made = element("tr", state.edits.has(line.text) ? "edited" : line.origin);
  const old = element("td", "old");
  old.append(element("code", "", line.text));
  const times = element("td", "number", line.times);
  times.dataset.name = data.words.times;
  made.append(old, times);
  if (data.money) {
    const worth = element("td", "number", line.worth);
    worth.dataset.name = data.words.worth;
    made.append(worth);
  }
  made.append(becoming(grid, line, place));
  return made;
}

function becoming(grid, line, place) {
  const cell = element("td");
  const made = element("div", "new");
  cell.append(made);
  const { words } = grid.data;
  if (!grid.data.edits || !line.whole || line.origin === "absent") {
    const nothing = line.origin === "absent" ? words.empty : words.nothing;
    made.append(element("strong", "", line.becomes ?? nothing), origin(grid, line));
    return cell;
  }
  made.append(editor(grid, line, place), origin(grid, line));
  if (line.becomes && line.becomes !== line.text && !shownBySelect(grid, line)) {
    made.append(element("strong", "", line.becomes));
  }
  if (line.why) made.append(element("small", "", line.why));
  if (line.hint && !grid.state.edits.has(line.text)) made.append(hint(grid, line));
  return cell;
}

const shownBySelect = ({ data }, line) => data.listed && Boolean(line.code);

function origin({ data, state }, line) {
  const edited = state.edits.has(line.text);
  const badge = element("span", `origin ${edited ? "typed" : line.origin}`);
  const sign = element("i", "", edited ? "…" : line.sign);
  sign.setAttribute("aria-hidden", "true");
  badge.append(sign, edited ? data.words.typed : line.says);
  return badge;
}

function editor(grid, line, place) {
  const { data, state } = grid;
  const made = data.listed ? choice(data) : document.createElement("input");
  if (!data.listed) Object.assign(made, { autocomplete: "off", spellcheck: false, maxLength: data.longest });
  if (!data.listed) made.placeholder = line.origin === "unread" ? data.words.nothing : data.words.as_is;
  made.value = state.edits.get(line.text) ?? line.code;
  made.dataset.at = `value-${place}`;
  made.setAttribute("aria-label", data.words.means.replace("{}", line.text));
  made.onchange = () => {
    if (made.value.trim() !== (state.edits.get(line.text) ?? line.code)) put(grid, line, made.value.trim());
  };
  if (!data.listed) made.onkeydown = (event) => step(event, grid, place);
  return made;
}

function choice(data) {
  const made = document.createElement("select");
  for (const [value, text] of [["", data.blank], ...data.codes]) made.append(new Option(text, value));
  return made;
}

// Up, down and Enter go from value to value, as in any grid.
function step(event, grid, place) {
  const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  event.target.dispatchEvent(new Event("change"));
  grid.root.querySelector(`[data-at="value-${place + by}"]`)?.focus();
}

// What was tried is no longer what stands here.
function put(grid, line, value) {
  const { edits } = grid.state;
  if (value === line.code) edits.delete(line.text);
  else if (edits.has(line.text) || edits.size < grid.data.most) edits.set(line.text, value);
  changed(grid);
}

function changed(grid) {
  grid.state.asked = null;
  grid.state.tried = null;
  grid.root.querySelectorAll("tbody tr").forEach((row, place) => {
    const line = grid.data.lines[place];
    row.className = grid.state.edits.has(line.text) ? "edited" : line.origin;
    row.querySelector(".origin").replaceWith(origin(grid, line));
  });
  drawFoot(grid);
}

function changedWhole(grid) {
  changed(grid);
  draw(grid);
}

function hint(grid, line) {
  const made = element("span", line.hint.sure ? "hint sure" : "hint");
  const use = button(grid.data.words.use.replace("{}", line.hint.label), () => {
    grid.state.edits.set(line.text, line.hint.code);
    changedWhole(grid);
  });
  made.append(use, element("small", "", line.hint.why));
  return made;
}

function pager({ data, tell }) {
  const made = element("div", "pager");
  made.append(element("span", "", data.showing));
  if (data.pages > 1) {
    const before = button(data.words.before, () => tell({ act: "look", page: data.page - 1 }));
    const after = button(data.words.after, () => tell({ act: "look", page: data.page + 1 }));
    before.disabled = data.page <= 1;
    after.disabled = data.page >= data.pages;
    before.dataset.at = "before";
    after.dataset.at = "after";
    made.append(before, after);
  }
  return made;
}

function pending(grid, shown) {
  const { data, state, tell } = grid;
  const some = state.edits.size && !shown;
  const made = element("div", some ? "pending some" : "pending");
  const sure = data.lines.filter((line) => line.hint?.sure && !state.edits.has(line.text));
  if (sure.length) {
    const text = sure.length === 1 ? data.words.use_one : data.words.use_all.replace("{}", sure.length);
    made.append(button(text, () => {
      for (const line of sure) state.edits.set(line.text, line.hint.code);
      changedWhole(grid);
    }));
  }
  if (data.listed && data.lines.length > 1) made.append(together(grid));
  if (!some) return made;
  const text = state.edits.size === 1 ? data.words.pending_one : data.words.pending.replace("{}", state.edits.size);
  const told = element("span", "count", text);
  told.setAttribute("role", "status");
  const attempt = button(data.words.try, () => {
    state.asked = `${Date.now()}`;
    state.tried = { values: [...state.edits] };
    tell({ act: "try", turn: state.asked, values: [...state.edits] });
  }, "main");
  const drop = button(data.words.drop, () => {
    state.edits.clear();
    changedWhole(grid);
  });
  made.append(told, attempt, drop);
  return made;
}

// One meaning for every value that stands here, after a search or a filter.
function together(grid) {
  const { data, state } = grid;
  const made = document.createElement("select");
  made.append(new Option(data.words.together, ""));
  for (const [value, text] of data.codes) made.append(new Option(data.words.all.replace("{}", text), value));
  made.setAttribute("aria-label", data.words.together);
  made.dataset.at = "together";
  made.onchange = () => {
    for (const line of data.lines) {
      if (line.origin === "absent" || !line.whole) continue;
      if (line.code === made.value) state.edits.delete(line.text);
      else state.edits.set(line.text, made.value);
    }
    changedWhole(grid);
  };
  return made;
}

function trial(grid, shown) {
  const { data, state, tell } = grid;
  const made = element("div", "trial");
  const list = element("ul");
  list.append(...shown.lines.map((line) => triedLine(line)));
  made.append(element("h5", "", data.words.trial), element("p", "says", shown.says), list);
  if (shown.more) made.append(element("p", "why", shown.more));
  const acts = element("div", "acts");
  if (shown.changes) {
    const reason = document.createElement("input");
    Object.assign(reason, { maxLength: 200, autocomplete: "off", placeholder: data.words.reason });
    reason.setAttribute("aria-label", data.words.reason);
    reason.dataset.at = "reason";
    const keep = button(data.words.keep, () => {
      keep.disabled = true;
      state.keeping = `${Date.now()}`;
      tell({ act: "keep", turn: state.keeping, ...state.tried, reason: reason.value });
    }, "main");
    acts.append(reason, keep);
  }
  acts.append(button(data.words.back, () => changed(grid)));
  made.append(acts);
  return made;
}

function triedLine(line) {
  const made = element("li", line.lost ? "lost" : "");
  const arrow = element("i", "", "→");
  arrow.setAttribute("aria-hidden", "true");
  made.append(element("code", "", line.text), element("span", "times", `× ${line.times}`));
  made.append(element("span", "before", line.before), arrow, element("strong", "", line.after));
  if (line.why) made.append(element("small", "", line.why));
  return made;
}
