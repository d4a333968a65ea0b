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

/** Takes the first message, which is ours; what follows is the protocol's. */
export function whenTold(
  scope: WorkerScope,
  begin: (first: Readonly<Record<string, unknown>>) => void,
): void {
  scope.onmessage = ({ data }) => {
    scope.onmessage = null;
    begin(Object(data));
  };
}
