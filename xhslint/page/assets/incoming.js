// What comes from elsewhere: text and files that are pasted, files that are dropped or chosen.

const find = (id) => document.getElementById(id);

/** `put(text)` takes a text at the cursor, `open(files)` takes files. */
export function listenForTexts(put, open) {
  find("open").addEventListener("click", () => find("file").click());
  find("file").addEventListener("change", (event) => {
    open([...event.target.files]);
    event.target.value = ""; // so that the same file can be chosen again
  });
  find("note").addEventListener("paste", (event) => {
    if (event.target.closest("#editor") === null) return;
    event.preventDefault();
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData("text/plain"); // of a spreadsheet there is a picture as well
    if (files.length && !text) open(files);
    else put(text.replace(/\r\n?/g, "\n"));
  });
  let depth = 0; // of elements that the pointer has entered with a file
  const onFiles = (type, act) =>
    addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      act(event);
      find("drop").hidden = depth === 0;
    });
  onFiles("dragenter", () => {
    depth += 1;
  });
  onFiles("dragleave", () => {
    depth = Math.max(0, depth - 1);
  });
  onFiles("dragover", (event) => event.preventDefault());
  onFiles("drop", (event) => {
    event.preventDefault();
    depth = 0;
    open([...event.dataTransfer.files]);
  });
}
