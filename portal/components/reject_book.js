// A workbook of unreadable lines, filled in: chosen here and sent once, as the state of no widget.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const title = parentElement.querySelector("span");
  const input = parentElement.querySelector("input");
  input.onchange = async () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > data.most) {
      title.textContent = data.words.large;
      return;
    }
    title.textContent = data.words.reading;
    setTriggerValue("brought", { of: data.of, content: await inBase64(file) });
    input.value = "";
  };
}

function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}
