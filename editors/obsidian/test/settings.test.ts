import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS, foldersFrom, isCaption, settingsFrom } from "../src/settings";
import { words } from "../src/words";

test("notes in the folders are captions, at any depth", () => {
  const folders = ["小红书", "客户/文案"];
  assert.ok(isCaption("小红书/a.md", folders));
  assert.ok(isCaption("2026/小红书/十一月/a.md", folders));
  assert.ok(isCaption("客户/文案/a.md", folders));
  assert.ok(!isCaption("文案/a.md", folders));
  assert.ok(!isCaption("小红书.md", folders));
  assert.ok(!isCaption("我的小红书/a.md", folders));
  assert.ok(isCaption("a.md", []));
});

test("folders are read from lines", () => {
  assert.deepEqual(foldersFrom(" /小红书/\n\n客户/文案，xhs"), ["小红书", "客户/文案", "xhs"]);
  assert.deepEqual(foldersFrom(""), []);
});

test("what is wrong in the settings counts as not said", () => {
  for (const data of [null, 3, [], { folders: "小红书", profile: 4, language: "" }])
    assert.deepEqual(settingsFrom(data), DEFAULTS);
  assert.deepEqual(settingsFrom({ folders: ["a", 1], profile: "ad" }), {
    folders: ["a"],
    profile: "ad",
    language: "auto",
  });
});

test("Chinese for the Chinese, English for others", () => {
  assert.equal(words("zh-TW")("found", 1, 2, 3), "1 处错误，2 处警告，3 处提示");
  assert.equal(words("de")("found", 1, 2, 3), "Errors: 1, warnings: 2, hints: 3");
});
