import type { Catalogue, Facts, Platform } from '@secl/model';
import type { Problem, Range } from '@secl/text';
import { type TestingProblemCode, testingProblem } from '../problems.ts';

/** What the events of a case are made with: where it stands, and what there is on the target. */
export interface Surroundings {
  readonly document: string;
  readonly catalogue: Catalogue;
  /** Of the target's agent. */
  readonly facts: Facts;
  /** Of the target's events, where it has one: `ebpf`. */
  readonly origin: string | undefined;
}

/** Notes what is wrong with the events of one case. */
export class Preparing {
  readonly problems: Problem[] = [];
  readonly surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  get catalogue(): Catalogue {
    return this.surroundings.catalogue;
  }

  get platform(): Platform {
    return this.catalogue.platform;
  }

  note(code: TestingProblemCode, range: Range, values: Readonly<Record<string, string>>): undefined {
    this.problems.push(testingProblem(code, { document: this.surroundings.document, range }, values));
  }
}
