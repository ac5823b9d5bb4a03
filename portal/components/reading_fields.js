// One field for each column of a line that a person puts right, filled with how the line was split.
//
// What stands in the fields is patient data. It comes with the page as our other HTML does and goes back once, when
// somebody saves: it is the state of no widget, so no session holds it. Texts are put into the page as text.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const form = parentElement.querySelector("form");
  if (form.dataset.of === data.of) return;
  form.dataset.of = data.of;
  const fields = data.columns.map((name, place) => field(name, data.cells[place] ?? ""));
  const save = document.createElement("button");
  save.type = "submit";
  save.textContent = data.words.save;
  form.replaceChildren(...fields.map(([label]) => label), save);
  form.onsubmit = (event) => {
    event.preventDefault();
    save.disabled = true;
    setTriggerValue("saved", { of: data.of, cells: fields.map(([, input]) => input.value) });
  };
}

function field(name, text) {
  const label = document.createElement("label");
  const title = document.createElement("span");
  const input = document.createElement(text.includes("\n") ? "textarea" : "input");
  title.textContent = name;
  input.value = text;
  input.autocomplete = "off";
  input.spellcheck = false;
  label.append(title, input);
  return [label, input];
}
