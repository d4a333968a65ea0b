import type { HclWasm } from '@secl/text';

/** What a worker has as `self`, as far as it is used. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  close(): void;
  addEventListener: Worker['addEventListener'];
  removeEventListener: Worker['removeEventListener'];
}

/** What our own first message to a worker holds. */
export interface First {
  /** To the other worker. */
  readonly port?: MessagePort;
  readonly hcl?: HclWasm;
}

/** Takes the first message; what follows is the protocol's. */
export function whenTold(scope: WorkerScope, begin: (first: First) => void): void {
  scope.onmessage = ({ data }) => {
    scope.onmessage = null;
    begin(data as First);
  };
}
