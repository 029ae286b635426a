/** What the plugin says, in Chinese and English. What is said of findings comes from xhslint. */

const ZH = {
  check: "检查这篇笔记",
  restart: "重新启动",
  clean: "没有发现问题",
  found: "{0} 处错误，{1} 处警告，{2} 处提示",
  failed: "没有检查成：{0}",
  stale: "文字刚刚改过，等标记更新后再点",
  "no note": "请先打开一篇笔记",
  missing: "没有找到 xhslint。请先安装（pipx install xhslint），或在插件设置里写明它在哪里。",
  named: "没有找到 {0}，请看插件设置。",
  old: "{0} 没有语言服务器，要 0.2.0 或更新的版本：pipx upgrade xhslint",
  broken: "{0} 不能运行：{1}",
  path: "程序",
  "path.about": "xhslint，或装了它的 Python 的完整路径。留空就在 PATH 里找。只记在这台电脑上，不随库同步。",
  folders: "检查哪些文件夹",
  "folders.about": "一行一个。其中的笔记一边写一边检查；留空就检查全部笔记。别的笔记用命令“检查这篇笔记”。",
  profile: "笔记属于谁",
  "profile.about": "笔记开头的 profile 和文件夹里的设置优先。",
  language: "说明的语言",
  "language.about": "随文件夹里的设置，没有就随 Obsidian。",
  auto: "默认",
  personal: "个人号",
  pro: "专业号",
  paid: "报备合作",
  ad: "广告",
};

const EN: Record<keyof typeof ZH, string> = {
  check: "Check this note",
  restart: "Restart",
  clean: "Nothing to report",
  found: "Errors: {0}, warnings: {1}, hints: {2}",
  failed: "Not checked: {0}",
  stale: "The text has just changed; wait until the marks are new",
  "no note": "Open a note first",
  missing:
    "xhslint was not found. Install it (pipx install xhslint), or set where it is in the settings of the plugin.",
  named: "{0} was not found; see the settings of the plugin.",
  old: "{0} has no language server, 0.2.0 or later is needed: pipx upgrade xhslint",
  broken: "{0} cannot be run: {1}",
  path: "Program",
  "path.about":
    "The whole path of xhslint, or of a Python that has it. If empty, it is looked for on the PATH. Kept on this machine only, not in the vault.",
  folders: "Folders",
  "folders.about":
    "One a line. Notes in them are checked while you write; without folders, all notes are. For others there is the command “Check this note”.",
  profile: "Whose notes they are",
  "profile.about": "The profile in a note's properties and the configuration of a folder come first.",
  language: "Language of findings",
  "language.about": "By default that of the configuration of a folder, else that of Obsidian.",
  auto: "Default",
  personal: "Personal account",
  pro: "Professional account",
  paid: "Declared cooperation",
  ad: "Advertisement",
};

export type Say = (key: keyof typeof ZH, ...values: (string | number)[]) => string;

/** What puts texts into the language of a locale such as "zh" or "zh-TW"; other languages than Chinese get English. */
export function words(locale: string): Say {
  const texts = locale.toLowerCase().startsWith("zh") ? ZH : EN;
  return (key, ...values) => texts[key].replace(/\{(\d)\}/g, (_, number) => String(values[Number(number)]));
}
