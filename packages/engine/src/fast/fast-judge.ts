import type { Context, Verdict } from '@secl/evaluation';
import type { Catalogue } from '@secl/model';
import type { Judge, JudgedRule, OnVerdict } from '../judge.ts';
import { plainJudge } from '../plain/plain-judge.ts';
import { closuresOf } from './closures.ts';
import { createConstants } from './constants.ts';
import { planOf } from './plan.ts';
import { programCode } from './program-code.ts';
import { runtime } from './runtime.ts';
import { createAnalysis } from './shape.ts';

/** Rules of one program: more would make functions that engines do not optimise. */
const rulesOfProgram = 240;

/**
 * Judges as the closures do, faster: the same rules in the same order with the same verdicts (a differential fuzz holds
 * both together). Undefined where the surroundings forbid to make code, as a page's content security policy may.
 */
export function fastJudge(
  rules: readonly JudgedRule[],
  eventType: string,
  catalogue: Catalogue,
): Judge | undefined {
  if (!mayGenerate()) return undefined;
  const judges: Judge[] = [];
  for (let first = 0; first < rules.length; first += rulesOfProgram) {
    const judge = program(rules.slice(first, first + rulesOfProgram), eventType, catalogue);
    judges.push(first === 0 ? judge : shifted(judge, first));
  }
  const [only] = judges;
  if (judges.length === 1 && only !== undefined) return only;
  return (context, onVerdict) => {
    for (const judge of judges) judge(context, onVerdict);
  };
}

function shifted(judge: Judge, first: number): Judge {
  return (context, onVerdict) => judge(context, (rule, verdict) => onVerdict(rule + first, verdict));
}

function mayGenerate(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}

type Decide = (rule: number, context: Context) => Verdict;
type Make = (
  constants: readonly unknown[],
  helpers: typeof runtime,
  decide: Decide,
) => (context: Context, onVerdict: OnVerdict) => void;

function program(rules: readonly JudgedRule[], eventType: string, catalogue: Catalogue): Judge {
  const constants = createConstants();
  const analysis = createAnalysis({
    eventType,
    catalogue,
    constants,
    askOf: closuresOf(rules, eventType, catalogue),
  });
  const code = programCode(planOf(rules, analysis), analysis, constants, catalogue);
  const make = compiled(code);
  if (make === undefined) return plainJudge(rules);
  return make(constants.values, runtime, (rule, context) => {
    context.register = 0;
    return rules[rule]?.compiled.evaluate(context) ?? false;
  });
}

/** Undefined where the code nests deeper than the engine below can read, such as a sum of thousands. */
function compiled(code: string): Make | undefined {
  try {
    return new Function('c', 'h', 'decide', code) as Make;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
