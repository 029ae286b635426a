/** The extension: VS Code on one side, the language server of xhslint on the other. */

import * as vscode from "vscode";
import { LanguageClient, State } from "vscode-languageclient/node";
import { type Command, commands, isRefused, trustedPath } from "../../shared/find";
import { probe } from "../../shared/probe";
import { machine, run, workingFolder } from "../../shared/run";
import { documentFilters, type Filter, initializationOptions, serverArgs } from "../../shared/server";
import { statusBar } from "./status";
import { type Action, trouble } from "./trouble";

const NAME = "xhslint";
const DEBOUNCE = 300; // milliseconds: settings are typed character by character

/** Everything that lives as long as the extension. */
class Extension {
  private readonly output = vscode.window.createOutputChannel(NAME, { log: true });
  private readonly item = vscode.window.createStatusBarItem(NAME, vscode.StatusBarAlignment.Right, 50);
  private readonly parts: vscode.Disposable[] = [this.output, this.item];
  private client: LanguageClient | undefined;
  private starting: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;

  constructor() {
    this.item.name = NAME;
    this.parts.push(
      vscode.commands.registerCommand("xhslint.restart", () => this.restart()),
      vscode.commands.registerCommand("xhslint.showOutput", () => this.output.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.languages.onDidChangeDiagnostics(() => this.show()),
      vscode.workspace.onDidOpenTextDocument((document) => this.want([document])),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.want(vscode.workspace.textDocuments, true)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          ["path", "files", "untitled", "language", "profile"].some((key) =>
            event.affectsConfiguration(`${NAME}.${key}`),
          )
        ) {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.want(vscode.workspace.textDocuments, true), DEBOUNCE);
        }
      }),
    );
  }

  /**
   * Start the server once a caption is open: who only reads a README needs no process, and no word about what is missing.
   * With `again`, start it again if it was wanted before.
   */
  async want(documents: readonly vscode.TextDocument[], again = false): Promise<void> {
    if (this.isWanted ? again : documents.some(isCaption)) await this.restart();
  }

  /** Start the server again, after what is still being started. */
  restart(): Promise<void> {
    this.isWanted = true;
    this.starting = this.starting.then(() => this.start()).catch((error) => this.output.error(String(error)));
    return this.starting;
  }

  async dispose(): Promise<void> {
    clearTimeout(this.timer);
    await this.stop();
    for (const each of this.parts) each.dispose();
  }

  private async start(): Promise<void> {
    await this.stop();
    const levels = vscode.workspace.getConfiguration(NAME).inspect<string>("path") ?? {};
    const path = trustedPath(levels, vscode.workspace.isTrusted);
    if (isRefused(levels, vscode.workspace.isTrusted)) {
      this.output.warn(vscode.l10n.t("This folder is not trusted, so the program that it names is not run."));
    }
    const folder = vscode.workspace.workspaceFolders?.find((each) => each.uri.scheme === "file")?.uri.fsPath;
    const found = await probe(commands(path, machine, folder), run);
    if (found.kind !== "ready") {
      this.show();
      const { message, actions } = trouble(found, path, vscode.l10n.t);
      this.output.error(message);
      void vscode.window.showErrorMessage(message, ...actions.map((each) => each.label)).then((label) => {
        const action = actions.find((each) => each.label === label);
        if (action) this.act(action);
      });
      return;
    }
    this.output.info(`${found.command.program} ${serverArgs(found.command).join(" ")} (${found.version})`);
    this.client = this.makeClient(found.command);
    this.client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) this.show();
    });
    await this.client.start();
    this.show();
  }

  private makeClient(command: Command): LanguageClient {
    const settings = vscode.workspace.getConfiguration(NAME);
    const server = { command: command.program, args: serverArgs(command), options: { cwd: workingFolder } };
    return new LanguageClient(NAME, NAME, server, {
      documentSelector: filters(),
      initializationOptions: initializationOptions({
        language: settings.get("language", "auto"),
        profile: settings.get("profile", "auto"),
      }),
      outputChannel: this.output,
      diagnosticCollectionName: NAME,
    });
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch((error) => this.output.warn(String(error)));
  }

  private act(action: Action): void {
    if (action.does === "settings")
      void vscode.commands.executeCommand("workbench.action.openSettings", "xhslint.path");
    else if (action.does === "again") void this.restart();
    else if (action.does === "output") this.output.show();
    else if (action.does === "type") {
      const terminal = vscode.window.createTerminal({ name: NAME, cwd: workingFolder });
      terminal.show();
      terminal.sendText(action.line, false); // its user presses Enter
    }
  }

  /** Show in the status bar what is known of the document in front. */
  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !["markdown", "plaintext"].includes(document.languageId)) {
      this.item.hide();
      return;
    }
    const isChecked = isCaption(document);
    const found = vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === NAME);
    const isRunning = this.client?.state === State.Running || !isChecked;
    const shown = statusBar({ isRunning, isChecked, severities: found.map((each) => each.severity) }, vscode.l10n.t);
    this.item.text = shown.text;
    this.item.tooltip = shown.tooltip;
    this.item.backgroundColor = shown.isWarning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.command = !isRunning
      ? "xhslint.restart"
      : isChecked
        ? "workbench.actions.view.problems"
        : { title: NAME, command: "workbench.action.openSettings", arguments: ["xhslint.files"] };
    this.item.show();
  }
}

/** The filters of the documents that are captions. */
function filters(): Filter[] {
  const settings = vscode.workspace.getConfiguration(NAME);
  return documentFilters(settings.get<string[]>("files", []), settings.get("untitled", true));
}

function isCaption(document: vscode.TextDocument): boolean {
  return filters().some((each) => vscode.languages.match(each, document) > 0);
}

let extension: Extension | undefined;

export async function activate(): Promise<void> {
  extension = new Extension();
  await extension.want(vscode.workspace.textDocuments);
}

export async function deactivate(): Promise<void> {
  await extension?.dispose();
  extension = undefined;
}
