// The page: what a person does leads to a check, and its answer to what is shown.
//
// The draft lives in this tab and nowhere else; only the switches are kept.

import { Cards } from "./cards.js";
import { Checking } from "./checking.js";
import { Editor, canMark } from "./editor.js";
import { save } from "./files.js";
import { listenForTexts } from "./incoming.js";
import { Notes } from "./notes.js";
import { Opening } from "./opening.js";
import * as switches from "./switches.js";
import { announce, announceLater, hush, tell, unanswered } from "./telling.js";
import { make, say, tally, useTexts } from "./texts.js";
import { ask } from "./transport.js";
import { sentence, showSizes, showVerdict } from "./verdict.js";

const find = (id) => document.getElementById(id);
const MARKED = ["error", "warning", "info"];

let surface = null;
let answer = null; // to the check of `checked`
let checked = "";
let current = null; // the finding at the cursor, or the one jumped to

const editor = new Editor(find("editor"), textChanged);
const cards = new Cards(find("cards"), { jump, fix });
const notes = new Notes(find("notes"), (text) => editor.load(text));
const request = () => switches.request(surface.lang);
const opening = new Opening({ editor, notes, surface: () => surface, request });
const checking = new Checking({
  text: () => editor.text,
  request,
  shown: show,
  failed: (error) => {
    find("gone").textContent = unanswered(error).error;
    find("gone").hidden = false;
    age(say("unchecked.old"));
    find("cards").inert = true;
  },
  slow: () => age(say("waiting")),
});

function textChanged() {
  if (editor.isComposing || !surface) return;
  notes.write(editor.text);
  checking.plan();
  if (!editor.text.trim()) show(null, editor.text, false);
}

/** Says that what is shown is of an earlier text, and why; "" if it is not. */
function age(reason) {
  const isOld = Boolean(reason && editor.text.trim());
  find("age").textContent = isOld ? reason : "";
  find("page").classList.toggle("is-old", isOld);
  if (!isOld) find("cards").inert = false;
  else showSizes(find("sizes"), null, surface.limits);
  if (isOld) find("tally").hidden = true;
  if (isOld && !answer) find("verdict").replaceChildren();
}

function show(given, text, isQuick) {
  answer = given;
  checked = text;
  find("gone").hidden = true;
  age("");
  const findings = given?.findings ?? [];
  if (!editor.isComposing) {
    for (const [priority, severity] of MARKED.entries()) {
      editor.mark(`xhs-${severity}`, findings.filter((each) => each.severity === severity), 10 - priority);
    }
    for (const kind of ["topic", "link", "skip"]) {
      editor.mark(`xhs-${kind}`, (given?.regions ?? []).filter((each) => each.kind === kind));
    }
    const title = given?.regions?.find((each) => each.kind === "title");
    const isFirst = title && !text.slice(0, title.end).includes("\n");
    find("editor").classList.toggle("has-title", Boolean(isFirst && editor.isOneLine(title.start, title.end)));
  }
  cards.show(findings, isQuick);
  find("sizes").hidden = Boolean(given?.is_checked && !given.sizes); // of a text that has no known limits
  showSizes(find("sizes"), text.trim() ? given?.sizes : {}, surface.limits, /^[^\n]+$/.test(text.trim()));
  showVerdict(find("verdict"), given, text);
  find("tally").textContent = given?.counts ? tally(given.counts) : "";
  find("tally").hidden = !find("tally").textContent;
  find("keys").hidden = !findings.length;
  for (const id of ["copy", "export", "clear"]) find(id).disabled = !text && !notes.all.length;
  if (given?.counts) notes.update(text, given.counts);
  const same = (each) => current && each.rule === current.rule && each.start === current.start && each.end === current.end;
  point(findings.find(same) ?? null, false);
  followCursor(false);
  announceLater(sentence(given));
}

/** Selects the words of a finding. */
function jump(finding) {
  if (!finding || editor.text !== checked) return;
  editor.select(finding.start, finding.end);
  point(finding, true);
  const number = answer.findings.indexOf(finding) + 1;
  announce(`${say("place", number, answer.findings.length)} ${finding.level} ${finding.shown} ${finding.why} ${finding.advice}`);
}

function point(finding, isShown) {
  current = finding;
  cards.point(finding, isShown);
  editor.mark("xhs-current", finding ? [finding] : [], -1);
  find("peek").hidden = !finding || !editor.hasFocus;
  if (finding) find("peek").replaceChildren(make("b", { className: finding.severity }, finding.level), ` ${finding.why} `, make("u", {}, say("card")));
}

/** Makes the finding at the cursor the current one. */
function followCursor(isShown) {
  if (!answer?.findings || editor.text !== checked) return;
  const selection = editor.hasFocus ? editor.selection : null;
  if (!selection) return;
  const at = answer.findings.find(({ start, end }) => start <= selection[0] && selection[1] <= end);
  if (at !== current) point(at ?? null, isShown && matchMedia("(min-width: 60rem)").matches);
}

/** Makes a fix of a card, once what is known of it is about the text as it is now. */
async function fix(card, name) {
  await checking.settled();
  const { finding } = card;
  const edits = name === "rewriting" ? finding.rewriting?.edits : finding.fixes[Number(name.slice(3))]?.edits;
  if (!edits || !cards.has(card) || editor.text !== checked) return;
  editor.replace(edits);
  checking.plan(0);
  tell(say(/mac|iphone|ipad/i.test(navigator.platform) ? "fixed.mac" : "fixed"));
}

function step(by) {
  const findings = answer?.findings ?? [];
  if (!findings.length) return;
  const at = findings.indexOf(current);
  const cursor = editor.selection?.[0] ?? 0;
  let next = at + by;
  if (at < 0) {
    next = findings.findIndex((each) => each.start >= cursor);
    if (by < 0) next = (next < 0 ? findings.length : next) - 1;
  }
  jump(findings[(next + findings.length) % findings.length]);
}

async function fixCurrent() {
  const finding = current;
  if (!finding) return step(1); // first shown, then changed
  await checking.settled();
  const card = cards.of(current ?? finding);
  if (card?.finding.rewriting) return fix(card, "rewriting");
  if (card?.finding.fixes.length) return fix(card, "fix0");
}

async function copy() {
  await checking.settled();
  const posted = answer?.posted ?? null;
  try {
    await navigator.clipboard.writeText(posted ?? editor.text);
    tell(say(posted === null ? "copied" : "copied.posted"));
  } catch {
    tell(say("copy.failed"), true);
  }
}

async function exportReport() {
  const all = notes.all;
  const given = all.length ? all : [{ text: editor.text }];
  const report = await ask("report", { ...request(), notes: given }).catch(unanswered);
  if (report.error) return tell(report.error, true);
  save(report.name, report.html, "text/html");
  return tell(say("exported"));
}

/** Gets the texts in a language, and shows everything in it. */
async function begin(lang) {
  const given = await ask("start", lang ? { lang } : {});
  if (given.error) throw new Error(given.error);
  surface = given;
  checking.most = surface.limits.text;
  document.documentElement.lang = surface.lang === "zh" ? "zh-CN" : surface.lang;
  useTexts(surface.texts, surface.lang);
  document.title = say("name");
  switches.draw(surface, () => {
    checking.plan(0);
    notes.count(request());
  });
  find("editor").dataset.placeholder = say("placeholder");
  find("file").accept = surface.suffixes.join(",");
  find("version").textContent = surface.version;
  find("unmarked").hidden = canMark;
  find("unmarked").textContent = say("no highlight");
  const keys = [["F8", "keys.next"], ["Shift+F8", "keys.previous"], ["Ctrl+.", "keys.fix"]];
  find("keys").replaceChildren(...keys.flatMap(([key, name]) => [make("kbd", {}, key), ` ${say(name)}　`]));
  find("loading").hidden = true;
  find("page").hidden = false;
  cards.redraw();
  notes.draw();
  show(null, editor.text, false);
  if (editor.text.trim()) checking.plan(0);
}

function listen() {
  const on = (id, act) => find(id).addEventListener("click", act);
  on("example", () => opening.showExample());
  on("copy", copy);
  on("export", exportReport);
  on("clear", () => opening.clear());
  on("toast", hush);
  on("tally", () => find("results").scrollIntoView());
  on("peek", () => cards.open(current));
  on("language", () => {
    hush(); // it is in the other language
    switches.keep("lang", say("lang.name"));
    begin(say("lang.name")).catch((error) => tell(unanswered(error).error, true));
  });
  listenForTexts((text) => opening.put(text), (files) => opening.open(files));
  document.addEventListener("selectionchange", () => followCursor(true));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const isFix = event.key === "." && (event.ctrlKey || event.metaKey);
    if (event.key !== "F8" && !isFix) return;
    event.preventDefault();
    if (isFix) fixCurrent();
    else step(event.shiftKey ? -1 : 1);
  });
  switches.listen();
  addEventListener("beforeunload", (event) => {
    // What was opened, or only shown as an example, is elsewhere as well.
    if (opening.isWritten) event.preventDefault();
  });
}

function tryToBegin() {
  begin(switches.kept("lang")).catch((error) => {
    const { gone } = document.body.dataset; // nobody has sent the texts
    find("loading").textContent = error instanceof TypeError ? gone : error.message;
    find("loading").className = "notice";
  });
}

addEventListener("xhslint-renewed", () => {
  if (!surface) return tryToBegin();
  checking.plan(0);
  return notes.count(request());
});
addEventListener("xhslint-progress", (event) => {
  find("loading").textContent = event.detail; // of a transport that needs time to get ready
});
listen();
tryToBegin();
