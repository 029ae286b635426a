/** A stand-in for the client of language servers: it keeps what it was made with, and starts nothing. */

import { Emitter } from "./vscode";

export const State = { Stopped: 1, Running: 2, Starting: 3 };

export class LanguageClient {
  static made: LanguageClient[] = [];
  state = State.Stopped;
  private readonly changed = new Emitter<{ newState: number }>();
  readonly onDidChangeState = this.changed.event;

  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: { command: string; args: string[]; options: { cwd: string } },
    readonly options: { documentSelector: unknown[]; initializationOptions: Record<string, string> },
  ) {
    LanguageClient.made.push(this);
  }

  async start(): Promise<void> {
    this.state = State.Running;
    this.changed.fire({ newState: this.state });
  }

  async dispose(): Promise<void> {
    this.state = State.Stopped;
    this.changed.fire({ newState: this.state });
  }
}
