/** As much of VS Code as the extension uses, for tests: what it is told is kept, what it asks is set by the test. */

export class Emitter<T> {
  private readonly listeners: ((value: T) => void)[] = [];
  readonly event = (listener: (value: T) => void) => {
    this.listeners.push(listener);
    return { dispose: () => this.listeners.splice(this.listeners.indexOf(listener), 1) };
  };
  fire(value: T): void {
    for (const each of [...this.listeners]) each(value);
  }
}

type Settings = Record<string, unknown>;

/** What the test sets and sees. */
export const world = {
  user: {} as Settings,
  folder: {} as Settings,
  isTrusted: true,
  shown: [] as { message: string; buttons: string[] }[],
  press: undefined as string | undefined,
  typed: [] as { line: string; enter: boolean }[],
  run: [] as unknown[][],
  lines: [] as string[],
  item: { text: "", tooltip: "", command: undefined as unknown, isShown: false, dispose() {} } as Record<
    string,
    unknown
  >,
  commands: new Map<string, () => unknown>(),
  diagnostics: [] as { source: string; severity: number }[],
  editor: undefined as { document: { languageId: string; uri: unknown; matches: boolean } } | undefined,
  documents: [] as { matches: boolean }[],
  opened: new Emitter<{ matches: boolean }>(),
  changed: new Emitter<{ affectsConfiguration(key: string): boolean }>(),
  trusted: new Emitter<void>(),
  diagnosed: new Emitter<void>(),
  edited: new Emitter<void>(),
};

const DEFAULTS: Settings = {
  path: "xhslint",
  files: ["**/notes/**"],
  untitled: true,
  language: "auto",
  profile: "auto",
};

function log(level: string) {
  return (line: string) => world.lines.push(`${level} ${line}`);
}

export const window = {
  createOutputChannel: () => ({
    info: log("info"),
    warn: log("warn"),
    error: log("error"),
    show: () => world.lines.push("shown"),
    dispose() {},
  }),
  createStatusBarItem: () =>
    Object.assign(world.item, { show: () => (world.item.isShown = true), hide: () => (world.item.isShown = false) }),
  createTerminal: () => ({ show() {}, sendText: (line: string, enter: boolean) => world.typed.push({ line, enter }) }),
  onDidChangeActiveTextEditor: world.edited.event,
  get activeTextEditor() {
    return world.editor;
  },
  showErrorMessage(message: string, ...buttons: string[]) {
    world.shown.push({ message, buttons });
    const pressed = world.press;
    world.press = undefined;
    return Promise.resolve(pressed);
  },
};
export const workspace = {
  get isTrusted() {
    return world.isTrusted;
  },
  workspaceFolders: undefined,
  get textDocuments() {
    return world.documents;
  },
  onDidOpenTextDocument: world.opened.event,
  onDidGrantWorkspaceTrust: world.trusted.event,
  onDidChangeConfiguration: world.changed.event,
  getConfiguration: () => ({
    get: (key: string) => world.folder[key] ?? world.user[key] ?? DEFAULTS[key],
    inspect: (key: string) => ({
      defaultValue: DEFAULTS[key],
      globalValue: world.user[key],
      workspaceValue: world.folder[key],
    }),
  }),
};
export const languages = {
  onDidChangeDiagnostics: world.diagnosed.event,
  getDiagnostics: () => world.diagnostics,
  match: (_: unknown, document: { matches: boolean }) => (document.matches ? 10 : 0),
};
export const commands = {
  registerCommand(name: string, handler: () => unknown) {
    world.commands.set(name, handler);
    return { dispose: () => world.commands.delete(name) };
  },
  executeCommand: (...args: unknown[]) => world.run.push(args),
};
export const l10n = {
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, number) => String(values[Number(number)])),
};
export const StatusBarAlignment = { Left: 1, Right: 2 };
export class ThemeColor {
  constructor(readonly id: string) {}
}
