// The text of an element that is being edited, and the places in it.
//
// A browser keeps lines as line ends in a text, as breaks, or, when several come at once, are dropped or undone, as elements.
// Where an element is a line of its own, a line end is in front of it and behind it; a break that only keeps it open is none.

export class Lines {
  #element;
  #known = null;
  #text = null;

  /** Reads `element` when it is first asked; after a change of the element another `Lines` is needed. */
  constructor(element) {
    this.#element = element;
  }

  get text() {
    if (this.#text === null) {
      const pieces = this.#pieces;
      const text = pieces.map((piece) => piece.text).join("");
      // A line end at the very end is drawn only if something is behind it, so browsers put another one there.
      const isFilled = text.endsWith("\n") && !pieces.at(-1).isEdge;
      this.#text = isFilled ? text.slice(0, -1) : text;
    }
    return this.#text;
  }

  /** Whether some lines are elements. */
  get hasElements() {
    return this.#pieces.some((piece) => piece.isEdge);
  }

  /** Returns the node and the offset in it of an offset of the text. */
  point(offset) {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].start <= offset) low = middle;
      else high = middle;
    }
    const piece = pieces[low];
    if (!piece) return [this.#element, 0];
    const { node, start, text, isEdge } = piece;
    if (isEdge && offset > start) return [node, 0];
    if (!isEdge && node.nodeType === Node.TEXT_NODE) return [node, Math.min(offset - start, text.length)];
    const index = [...node.parentNode.childNodes].indexOf(node);
    return [node.parentNode, index + Number(offset > start)];
  }

  /** Returns the offset of the text of a node and an offset in it. */
  offset(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = this.#pieces.find((each) => each.node === node && !each.isEdge);
      return piece ? piece.start + offset : 0;
    }
    const point = document.createRange();
    point.setStart(node, offset);
    const found = this.#pieces.find((each) => point.comparePoint(each.node, 0) >= Number(each.isEdge));
    return found ? found.start : this.text.length;
  }

  /** The text nodes and line ends with their offsets; the line end at the edge of an element has the node behind it. */
  get #pieces() {
    if (this.#known) return this.#known;
    this.#known = [];
    let start = 0;
    const walker = document.createTreeWalker(this.#element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const add = (text, isEdge) => {
        this.#known.push({ node, start, text, isEdge });
        start += text.length;
      };
      if (node.previousSibling && (isLine(node) || isLine(node.previousSibling))) add("\n", true);
      if (node.nodeType === Node.TEXT_NODE && node.data) add(node.data, false);
      else if (node.nodeName === "BR" && !this.#isOpener(node)) add("\n", false);
    }
    return this.#known;
  }

  #isOpener(node) {
    if (node.nextSibling) return isLine(node.nextSibling);
    return node.parentNode !== this.#element;
  }
}

function isLine(node) {
  return node.nodeName === "DIV" || node.nodeName === "P";
}
