// Takes a filled in workbook of unreadable lines from the browser to the page, once.
//
// It holds what patients' lines should have been, so it is the state of no widget, and no session keeps it.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const input = parentElement.querySelector("input");
  const told = parentElement.querySelector("p");
  parentElement.querySelector("span").textContent = data.words.bring;
  input.onchange = async () => {
    const [file] = input.files;
    if (!file) return;
    told.textContent = file.size > data.most ? data.words.large : "";
    if (file.size <= data.most) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setTriggerValue("brought", { of: data.of, content: encoded(bytes) });
    }
    input.value = "";
  };
}

function encoded(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
