// What comes from elsewhere: text and files that are pasted, files that are dropped or chosen.

const find = (id) => document.getElementById(id);

const UNSEEN = /<!--.*?-->|<(script|style|title)\b.*?<\/\1\s*>/gis;
const LINE_END = /<br\b[^>]*>|<\/(?:p|div|li|tr|h[1-6]|blockquote|section|article|pre)\s*>/gi;

/** Returns the text of markup, a line for each of its lines. No element is made of it, so that nothing in it is loaded or run. */
function textOf(html) {
  const marked = html.replace(UNSEEN, "").replace(/[ \t\r\n]+/g, " ").replace(LINE_END, "\n");
  const words = marked.replace(/<[a-z/!][^>]*>/gi, "").replaceAll("<", "&lt;");
  const { textContent } = new DOMParser().parseFromString(words, "text/html").body; // characters written as &…;
  return textContent.replace(/ *\n */g, "\n").trim();
}

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
    // Of a spreadsheet there is a picture as well; some programs bring markup alone.
    const text = event.clipboardData.getData("text/plain") || textOf(event.clipboardData.getData("text/html"));
    if (files.length && !text) open(files);
    else put(text);
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
