import { BoundedMap } from '../../bounded-map.ts';
import type { Lineage } from '../../coverage.ts';
import type { JsonObject } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { RecordElement } from '../../record.ts';
import { type Named, nameOf, tetragonProcess } from './process.ts';

/** A run of a program that the recording has shown. */
export interface Run extends Named {
  /** `ppid` is among them once the parent is known. */
  fields: RecordElement;
  /** What started it, or what the same process ran before its exec. */
  parent: Run | undefined;
}

export interface LineageOf {
  readonly ancestors: readonly RecordElement[];
  readonly lineage: Lineage;
}

/** As many as agents visit. */
const FURTHEST = 100;

/** Who started whom, by the ids that Tetragon gives to runs of programs. They are unique across hosts and files. */
export class Runs {
  readonly #runs = new BoundedMap<Run>();
  readonly #names: NamesAsNumbers;

  constructor(names: NamesAsNumbers) {
    this.#names = names;
  }

  /** The run as this event shows it; credentials may have changed since the last time. */
  see(process: JsonObject): Run {
    const name = nameOf(process);
    const before = this.#runs.get(name.execId);
    const run: Run = {
      ...name,
      fields: tetragonProcess(process, this.#names),
      parent: before?.parent ?? this.#runs.get(name.parentExecId),
    };
    if (name.execId !== '') {
      this.#runs.set(name.execId, run);
    }
    return run;
  }

  /** The same, unless it is known already: parents are repeated with every event. */
  recall(process: JsonObject): Run {
    const name = nameOf(process);
    const known = this.#runs.get(name.execId);
    if (known === undefined || name.execId === '') {
      return this.see(process);
    }
    known.parent ??= this.#runs.get(name.parentExecId);
    return known;
  }

  end({ execId }: Named): void {
    this.#runs.end(execId);
  }

  /** From the parent outwards. What a process ran before its own exec is none of its ancestors. */
  of(run: Run): LineageOf {
    const chain: Run[] = [run];
    let top = run;
    for (let depth = 0; ; depth++) {
      top.parent ??= this.#runs.get(top.parentExecId);
      if (depth === FURTHEST) {
        // Cut off, so that a chain that grows for ever is not held for ever.
        top.parent = undefined;
      }
      const { parent } = top;
      if (parent === undefined || parent === top) {
        break;
      }
      const child = chain.at(-1) ?? run;
      if (parent.pid !== child.pid) {
        if (parent.pid !== undefined && child.fields.ppid !== parent.pid) {
          child.fields = { ...child.fields, ppid: parent.pid };
        }
        chain.push(parent);
      }
      top = parent;
    }
    const hasKernel = top !== run && top.pid === 0;
    const ancestors = chain.slice(1, hasKernel ? -1 : undefined).map(({ fields }) => fields);
    // The first process of a host has no ancestors; above it Tetragon shows the kernel as process 0.
    const lineage = hasKernel || top.pid === 1 ? 'complete' : 'goes on';
    return { ancestors, lineage };
  }
}
