/** What a descriptor is: a file with its path, or a socket with its protocol and peer. */
export interface Descriptor {
  readonly path?: string | undefined;
  readonly protocol?: number | undefined;
  readonly listens?: number | undefined;
  readonly peer?: { readonly ip: string; readonly port: number } | undefined;
}

const MOST_PROCESSES = 20_000;
const MOST_DESCRIPTORS = 65_536;

/** Open descriptors by process; children begin with those of their parent. */
export class Descriptors {
  readonly #byProcess = new Map<number, Map<number, Descriptor>>();

  get(pid: number, fd: number | undefined): Descriptor | undefined {
    return fd === undefined ? undefined : this.#byProcess.get(pid)?.get(fd);
  }

  set(pid: number, fd: number, descriptor: Descriptor): void {
    const own = this.#byProcess.get(pid) ?? new Map<number, Descriptor>();
    if (own.size < MOST_DESCRIPTORS) own.set(fd, descriptor);
    this.#byProcess.set(pid, own);
    if (this.#byProcess.size > MOST_PROCESSES) {
      const [oldest] = this.#byProcess.keys();
      if (oldest !== undefined) this.#byProcess.delete(oldest);
    }
  }

  close(pid: number, fd: number): void {
    this.#byProcess.get(pid)?.delete(fd);
  }

  copy(from: number, to: number): void {
    const own = this.#byProcess.get(from);
    if (own !== undefined && from !== to) this.#byProcess.set(to, new Map(own));
  }

  end(pid: number): void {
    this.#byProcess.delete(pid);
  }
}
