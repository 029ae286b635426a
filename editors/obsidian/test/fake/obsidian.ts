/** As much of Obsidian as the plugin uses, for tests. `world` is what the test sets and sees; there must be a `document`. */

import { StateField } from "@codemirror/state";

export const world = {
  notices: [] as string[],
  stored: new Map<string, unknown>(),
  data: null as unknown,
  active: undefined as MarkdownView | undefined,
  base: "",
};

export class Notice {
  constructor(message: string) {
    world.notices.push(message);
  }
}
export class FileSystemAdapter {
  getBasePath(): string {
    return world.base;
  }
}
export class MarkdownView {
  constructor(
    readonly file: { path: string } | null,
    readonly editor: { cm?: unknown; getValue(): string },
  ) {}
}
export const editorInfoField = StateField.define<{ file: { path: string } | null }>({
  create: () => ({ file: null }),
  update: (value) => value,
});
export const getLanguage = () => "zh";
export const MarkdownRenderer = {
  async render(_: unknown, markdown: string, element: HTMLElement): Promise<void> {
    element.textContent = markdown;
  },
};
const app = {
  loadLocalStorage: (key: string) => world.stored.get(key) ?? null,
  saveLocalStorage: (key: string, value: unknown) => world.stored.set(key, value),
  vault: { adapter: new FileSystemAdapter() },
  workspace: {
    on: () => ({}),
    getActiveViewOfType: () => world.active,
    iterateAllLeaves: (visit: (leaf: { view: unknown }) => void) => world.active && visit({ view: world.active }),
  },
};
export class Plugin {
  readonly app = app;
  readonly commands = new Map<string, () => unknown>();
  readonly extensions: unknown[] = [];
  tab: { display(): void; hide(): void; containerEl: HTMLElement } | undefined;
  readonly bar = document.createElement("div");

  async onload(): Promise<void> {}
  onunload(): void {}
  loadData = async () => world.data;
  saveData = async (data: unknown) => {
    world.data = JSON.parse(JSON.stringify(data));
  };
  addStatusBarItem = () => this.bar;
  addRibbonIcon(): void {}
  addCommand({ id, callback }: { id: string; callback: () => unknown }): void {
    this.commands.set(id, callback);
  }
  addSettingTab(tab: typeof this.tab): void {
    this.tab = tab;
  }
  registerEvent(): void {}
  registerEditorExtension(extension: unknown): void {
    this.extensions.push(extension);
  }
}
export class PluginSettingTab {
  readonly containerEl = document.createElement("div");
}

type Change = (value: string) => unknown;

export class Setting {
  private readonly row = document.createElement("section");
  constructor(container: HTMLElement) {
    container.append(this.row);
  }
  setName(name: string): this {
    this.row.append(Object.assign(document.createElement("h3"), { textContent: name }));
    return this;
  }
  setDesc(text: string): this {
    this.row.append(Object.assign(document.createElement("p"), { textContent: text }));
    return this;
  }
  addText = (build: (field: unknown) => unknown) => this.field("input", build);
  addTextArea = (build: (field: unknown) => unknown) => this.field("textarea", build);
  addDropdown = (build: (field: unknown) => unknown) => this.field("select", build);

  private field(tag: "input" | "textarea" | "select", build: (field: unknown) => unknown): this {
    const element = document.createElement(tag);
    const field = {
      setPlaceholder: () => field,
      addOptions(options: Record<string, string>) {
        for (const [value, text] of Object.entries(options)) {
          element.append(Object.assign(document.createElement("option"), { value, textContent: text }));
        }
        return field;
      },
      setValue(value: string) {
        element.value = value;
        return field;
      },
      onChange(change: Change) {
        element.addEventListener("change", () => change(element.value));
        return field;
      },
    };
    build(field);
    this.row.append(element);
    return this;
  }
}
