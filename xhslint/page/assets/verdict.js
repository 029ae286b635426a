// What the check says as a whole: the numbers, the limits, what was checked and what was not.

import { make, say, tally } from "./texts.js";

const MEASURES = ["title", "body", "topics"];

/** Shows how much of its limits a note takes; `sizes` is null if nobody knows. A lone line is no title. */
export function showSizes(element, sizes, limits, isLone = false) {
  element.replaceChildren(
    ...MEASURES.filter((name) => limits[name]).map((name) => {
      const size = sizes ? (sizes[name] ?? 0) : "—";
      const isOver = size > limits[name];
      const most = say(isOver ? "size.over" : "size", say(`size.${name}`), size, limits[name]);
      const title = isLone && name === "title" ? say("size.lone") : most;
      return make(
        "div",
        { className: isOver ? "over" : "", title },
        make("dt", {}, say(`size.${name}`)),
        make("dd", {}, make("b", {}, String(size)), make("span", { className: "most" }, ` / ${limits[name]}`)),
      );
    }),
  );
}

/** Shows the verdict on a text; `answer` is null before the first one. */
export function showVerdict(element, answer, text) {
  element.replaceChildren(...parts(answer, text));
}

function* parts(answer, text) {
  if (!text.trim()) {
    yield make("div", { className: "empty" }, make("h3", {}, say("empty.title")), make("p", {}, say("empty")), make("p", { className: "soft" }, say("private.more")));
    return;
  }
  if (!answer) {
    yield make("p", { className: "soft" }, say("waiting"));
    return;
  }
  const problems = answer.error ? [{ severity: "error", line: 0, message: answer.error }] : answer.problems;
  if (problems.length) {
    const items = problems.map(({ line, message, severity }) =>
      make("li", { className: severity }, line ? `${say("line", line)} ` : "", message),
    );
    const wrong = answer.is_checked && problems.find(({ line, severity }) => line && severity === "error");
    yield make("div", { className: "problems" }, make("h3", {}, wrong ? say("problems.rest", wrong.line) : say("problems")), make("ul", {}, ...items));
  }
  if (!answer.is_checked) return;
  const { error, warning, info } = answer.counts;
  if (error || warning || info) {
    const numbers = [["error", error], ["warning", warning], ["info", info]].filter(([, number]) => number);
    const shown = numbers.map(([name, number]) => make("span", { className: name }, say(`${name}.${number === 1 ? "one" : "many"}`, number)));
    yield make("h3", { className: "numbers" }, ...shown);
    yield told(answer);
  } else if (!answer.problems.length) {
    yield make("div", { className: "clean" }, make("h3", {}, say("clean")), told(answer, true));
  } else {
    yield told(answer);
  }
}

function told(answer, isOpen = false) {
  const unchecked = make("ul", {}, ...answer.unchecked.map((each) => make("li", {}, each)));
  return make(
    isOpen ? "div" : "details",
    { className: "told" },
    ...(isOpen ? [] : [make("summary", {}, say("told"))]),
    make("p", {}, answer.checked),
    make("p", { className: "families" }, answer.families.join(" · ")),
    make("p", { className: "label" }, say("not checked")),
    unchecked,
  );
}

/** Returns the verdict in one sentence, for those who listen. */
export function sentence(answer) {
  if (!answer) return "";
  if (answer.error) return answer.error;
  if (answer.problems.length) return answer.problems[0].message;
  return tally(answer.counts) || say("clean");
}
