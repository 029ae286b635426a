/** The plugin: Obsidian on one side, `xhslint lsp` on the other. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { EditorView } from "@codemirror/view";
import {
  editorInfoField,
  FileSystemAdapter,
  getLanguage,
  MarkdownRenderer,
  MarkdownView,
  Notice,
  Plugin,
  PluginSettingTab,
  Setting,
  type TFile,
} from "obsidian";
import { type Command, commands, DEFAULT_PATH } from "../../shared/find";
import { type Probe, probe } from "../../shared/probe";
import { machine, run, workingFolder } from "../../shared/run";
import { initializationOptions, serverArgs } from "../../shared/server";
import { lintExtension, recheck } from "./lint";
import { type Finding, Session } from "./session";
import { foldersFrom, isCaption, type Settings, settingsFrom } from "./settings";
import { words } from "./words";

const PATH_KEY = "xhslint-path";

export default class XhslintPlugin extends Plugin {
  settings: Settings = settingsFrom(null);
  readonly say = words(getLanguage());
  private session: Promise<Session> | undefined;
  private readonly asked = new Set<string>(); // notes outside of the folders that someone had checked
  private readonly found = new Map<string, Finding[]>();
  private complaint = "";
  private status: HTMLElement | undefined;

  override async onload(): Promise<void> {
    this.settings = settingsFrom(await this.loadData());
    this.status = this.addStatusBarItem();
    this.addRibbonIcon("scan-text", this.say("check"), () => this.checkActive());
    this.addCommand({ id: "check", name: this.say("check"), callback: () => this.checkActive() });
    this.addCommand({ id: "restart", name: this.say("restart"), callback: () => this.restart() });
    this.addSettingTab(new XhslintSettings(this));
    this.registerEvent(this.app.workspace.on("active-leaf-change", () => this.show()));
    this.registerEditorExtension(
      lintExtension({
        check: (view, text) => this.checkView(view, text),
        render: (markdown, element) => void MarkdownRenderer.render(this.app, markdown, element, "", this),
        stale: () => void new Notice(this.say("stale")),
      }),
    );
  }

  override onunload(): void {
    this.stop();
  }

  get path(): string {
    return String(this.app.loadLocalStorage(PATH_KEY) ?? "");
  }

  set path(value: string) {
    this.app.saveLocalStorage(PATH_KEY, value.trim() || null);
  }

  /** End the server and check again what is open. */
  restart(): void {
    this.stop();
    this.complaint = "";
    this.found.clear();
    this.show();
    this.app.workspace.iterateAllLeaves((leaf) => {
      const view = leaf.view instanceof MarkdownView ? editorView(leaf.view) : undefined;
      if (view) recheck(view);
    });
  }

  private stop(): void {
    this.session?.then(
      (session) => session.stop(),
      () => {},
    );
    this.session = undefined;
  }

  private async checkView(view: EditorView, text: string): Promise<Finding[] | null> {
    const file = view.state.field(editorInfoField, false)?.file;
    if (!file || !this.isChecked(file)) return [];
    return this.checkText(file, text);
  }

  private isChecked(file: TFile): boolean {
    return isCaption(file.path, this.settings.folders) || this.asked.has(file.path);
  }

  /** The findings of a note; what keeps it from being checked is told once. */
  private async checkText(file: TFile, text: string): Promise<Finding[] | null> {
    try {
      this.session ??= this.start();
      const found = await (await this.session).check(this.address(file), text);
      if (found) {
        this.found.set(file.path, found);
        this.complaint = "";
      }
      return found;
    } catch (error) {
      this.session = undefined;
      this.found.delete(file.path);
      this.complain(error instanceof Error ? error.message : String(error));
      return [];
    } finally {
      this.show();
    }
  }

  private complain(message: string): void {
    if (message === this.complaint) return;
    this.complaint = message;
    new Notice(this.say("failed", message), 10_000);
  }

  private async start(): Promise<Session> {
    const path = this.path || DEFAULT_PATH;
    const found = await probe(commands(path, machine), run);
    if (found.kind !== "ready") throw new Error(this.trouble(found, path));
    const command: Command = found.command;
    const options = initializationOptions(this.settings);
    return new Session({ command, args: serverArgs(command), options, folder: workingFolder, locale: getLanguage() });
  }

  private trouble(found: Exclude<Probe, { kind: "ready" }>, path: string): string {
    if (found.kind === "old") return this.say("old", `xhslint ${found.version}`);
    if (found.kind === "broken") return this.say("broken", found.program, found.reason);
    return path === DEFAULT_PATH ? this.say("missing") : this.say("named", path);
  }

  /** The address of a note, by which xhslint finds the configuration of its folder. */
  private address(file: TFile): string {
    const adapter = this.app.vault.adapter;
    return adapter instanceof FileSystemAdapter
      ? pathToFileURL(join(adapter.getBasePath(), file.path)).href
      : `untitled:${encodeURIComponent(file.path)}`;
  }

  /** Check the note in front, wherever it lies, and tell what was found. */
  private async checkActive(): Promise<void> {
    const view = this.app.workspace.getActiveViewOfType(MarkdownView);
    if (!view?.file) {
      new Notice(this.say("no note"));
      return;
    }
    this.asked.add(view.file.path);
    this.complaint = "";
    const found = await this.checkText(view.file, view.editor.getValue());
    if (found && this.found.has(view.file.path))
      new Notice(found.length ? this.say("found", ...counts(found)) : this.say("clean"));
    const editor = editorView(view);
    if (editor) recheck(editor);
  }

  /** Show in the status bar what is known of the note in front. */
  private show(): void {
    const file = this.app.workspace.getActiveViewOfType(MarkdownView)?.file;
    const status = this.status;
    if (!status) return;
    const found = file && this.isChecked(file) ? this.found.get(file.path) : undefined;
    const [errors, warnings, hints] = counts(found ?? []);
    status.classList.toggle(
      "xhslint-status-error",
      errors > 0 || Boolean(file && this.isChecked(file) && this.complaint),
    );
    status.textContent =
      !file || !this.isChecked(file) ? "" : found ? `xhslint ${errors}·${warnings}·${hints}` : "xhslint –";
    status.title = found
      ? found.length
        ? this.say("found", errors, warnings, hints)
        : this.say("clean")
      : this.complaint;
  }
}

function counts(found: Finding[]): [number, number, number] {
  const count = (severity: string) => found.filter((each) => each.severity === severity).length;
  return [count("error"), count("warning"), count("info")];
}

/** The CodeMirror view of an editor, which Obsidian has but does not declare. */
function editorView(view: MarkdownView): EditorView | undefined {
  return (view.editor as unknown as { cm?: EditorView }).cm;
}

class XhslintSettings extends PluginSettingTab {
  constructor(private readonly plugin: XhslintPlugin) {
    super(plugin.app, plugin);
  }

  override display(): void {
    const { plugin, containerEl } = this;
    const { say, settings } = plugin;
    containerEl.replaceChildren();
    const change = async (changed: Partial<Settings>) => {
      Object.assign(settings, changed);
      await plugin.saveData(settings);
    };
    new Setting(containerEl)
      .setName(say("path"))
      .setDesc(say("path.about"))
      .addText((text) =>
        text
          .setPlaceholder(DEFAULT_PATH)
          .setValue(plugin.path)
          .onChange((value) => {
            plugin.path = value;
          }),
      );
    new Setting(containerEl)
      .setName(say("folders"))
      .setDesc(say("folders.about"))
      .addTextArea((area) =>
        area.setValue(settings.folders.join("\n")).onChange((value) => change({ folders: foldersFrom(value) })),
      );
    const choice = (key: "profile" | "language", options: Record<string, string>) =>
      new Setting(containerEl)
        .setName(say(key))
        .setDesc(say(`${key}.about`))
        .addDropdown((dropdown) =>
          dropdown
            .addOptions({ auto: say("auto"), ...options })
            .setValue(settings[key])
            .onChange((value) => change({ [key]: value })),
        );
    choice("profile", { personal: say("personal"), pro: say("pro"), paid: say("paid"), ad: say("ad") });
    choice("language", { zh: "中文", en: "English" });
  }

  override hide(): void {
    this.plugin.restart();
  }
}
