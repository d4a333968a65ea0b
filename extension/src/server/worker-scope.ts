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
  /** To what reads the files of the extension: 300 kB that nobody without Terraform has to fetch. */
  readonly hcl: MessagePort;
}

/** Asks once, when the first Terraform file is to be read. */
export function hclFrom(port: MessagePort): () => Promise<HclWasm> {
  return () =>
    new Promise((resolve, reject) => {
      port.onmessage = ({ data }: MessageEvent<HclAnswer>) =>
        'wasm' in data ? resolve(data.wasm) : reject(new Error(data.trouble));
      port.postMessage(null);
    });
}

export type HclAnswer = { readonly wasm: HclWasm } | { readonly trouble: string };

/** Takes the first message; what follows is the protocol's. */
export function whenTold(scope: WorkerScope, begin: (first: First) => void): void {
  scope.onmessage = ({ data }) => {
    scope.onmessage = null;
    begin(data as First);
  };
}
