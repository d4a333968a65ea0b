/** Every change as a sentence. Code stands between backticks, as in messages of problems; nothing is escaped. */
import type { HostTags } from '@secl/policy';
import type { Change, MacroChange, RuleChange } from './change.ts';
import type { PolicyChange } from './policy-diffs.ts';
import type { MacroUser } from './rule-set-diff.ts';

export function wordsOf(change: Change | RuleChange): string {
  switch (change.kind) {
    case 'renamed':
      return (
        `${change.condition === 'similar' ? 'probably renamed' : 'renamed'} from ${code(change.before)}: ` +
        `whatever refers to ${code(`@agent.rule_id:${change.before}`)} finds it no more`
      );
    case 'recreated':
      return change.by === 'name'
        ? `Terraform deletes ${code(change.before)} and makes ${code(change.after)}: for a while neither of them runs`
        : `Terraform deletes ${code(change.before)} and makes ${code(change.after)}: for a while the rule may not run; a ${code('moved')} block keeps it`;
    case 'event-type':
      return reachWords(change);
    case 'condition':
      return conditionWords(change);
    case 'rewritten':
      return `${through(change, 'the expression is another')}, and means the same: proved`;
    case 'reformatted':
      return 'the expression is only laid out otherwise';
    case 'loading':
      return loadingWords(change);
    case 'enabled':
      return 'enabled';
    case 'disabled':
      return 'disabled';
    case 'agents':
      return `accepted by ${change.after}, before by ${change.before}`;
    case 'action':
      return actionWords(change);
    case 'setting':
    case 'tag': {
      const name = code(change.kind === 'tag' ? `tags.${change.key}` : change.key);
      if (change.kind === 'setting' && change.key === 'product_tags') return listWords(name, change);
      if (change.before === '') return `${name} is new: ${code(change.after)}`;
      if (change.after === '') return `${name} is gone: it was ${code(change.before)}`;
      return `${name} is ${code(change.after)} instead of ${code(change.before)}`;
    }
    case 'variables': {
      const names = listed(change.names.map((name) => code(`\${${name}}`)));
      const setters = `${listed(change.setters.map(code))} ${change.setters.length === 1 ? 'sets' : 'set'}`;
      return `reads ${names}, which ${setters} otherwise now: it may fire on other events`;
    }
  }
}

/** Of a list, what is new in it and what is gone. */
function listWords(
  name: string,
  { before, after }: { readonly before: string; readonly after: string },
): string {
  const listed = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));
  const [old, now] = [listed(before), listed(after)];
  const [gone, added] = [
    old.filter((each) => !now.includes(each)),
    now.filter((each) => !old.includes(each)),
  ];
  const parts = [
    ...(added.length === 0 ? [] : [`has ${values(added)} now`]),
    ...(gone.length === 0 ? [] : [`no longer has ${values(gone)}`]),
  ];
  return `${name} ${parts.join(' and ')}`;
}

/** That it is strictly so is only claimed where an event shows it. */
function meaningOf({
  relation,
  gained,
  lost,
  never,
  givenVariables,
}: Extract<Change, { kind: 'condition' }>): string {
  const given = givenVariables ? ' where variables are the same' : '';
  if (never === 'after') return `${relation}${given}: no event makes it true any more`;
  if (never === 'before') return `${relation}${given}: no event made it true before`;
  switch (relation) {
    case 'wider':
      return `wider${given}: matches all that it did, and ${gained === undefined ? 'perhaps more' : 'more'}`;
    case 'narrower':
      return `narrower${given}: matches nothing new, and ${lost === undefined ? 'perhaps no longer' : 'no longer'} all that it did`;
    case 'different':
      return (
        `different: ${gained === undefined ? 'perhaps matches' : 'matches'} other events, ` +
        `and ${lost === undefined ? 'perhaps no longer' : 'no longer'} all that it did`
      );
  }
}

function reachWords({ before, after }: Extract<Change, { kind: 'event-type' }>): string {
  const [lost, gained] = [
    before.filter((each) => !after.includes(each)),
    after.filter((each) => !before.includes(each)),
  ];
  if (lost.length === 0) return `now also reaches ${types(gained)} events`;
  if (gained.length === 0) return `no longer reaches ${types(lost)} events`;
  return `reaches ${types(gained)} instead of ${types(lost)} events`;
}

function conditionWords(change: Extract<Change, { kind: 'condition' }>): string {
  const { gained, lost } = change;
  const examples = [
    ...(gained === undefined ? [] : [`now ${code(gained)}`]),
    ...(lost === undefined ? [] : [`no longer ${code(lost)}`]),
  ];
  const shown = examples.length === 0 ? '' : `; for example ${examples.join(', ')}`;
  return `${through(change, 'the condition is')} ${meaningOf(change)}${shown}`;
}

/** Which text changed: the rule's own, or that of its macros. */
function through(
  { own, macros }: { readonly own: boolean; readonly macros: readonly string[] },
  what: string,
): string {
  if (macros.length === 0) return what;
  return `${own ? `with its own text and ${listed(macros.map(code))}` : `through ${listed(macros.map(code))}`} ${what}`;
}

function loadingWords({ before, after, whyBefore, whyAfter }: Extract<Change, { kind: 'loading' }>): string {
  if (after === 'loaded') return `loads now; before it was ${before}${reason(whyBefore)}`;
  const was = before === 'loaded' ? 'no longer loads: it is' : `is no longer ${before}, but`;
  return `${was} ${after}${reason(whyAfter)}`;
}

function reason(why: string): string {
  return why === '' ? '' : ` (${why})`;
}

function actionWords({ change, before, after }: Extract<Change, { kind: 'action' }>): string {
  switch (change) {
    case 'added':
      return `new action: ${code(after)}`;
    case 'removed':
      return `action gone: ${code(before)}`;
    case 'changed':
      return `action ${code(after)} instead of ${code(before)}`;
  }
}

/** What changes in a macro. */
export function macroWords(change: MacroChange): string {
  switch (change.kind) {
    case 'values': {
      const parts = [
        ...(change.added.length === 0 ? [] : [`now also ${values(change.added)}`]),
        ...(change.removed.length === 0 ? [] : [`no more ${values(change.removed)}`]),
      ];
      return parts.join(', ');
    }
    case 'condition':
      return `the condition is ${change.relation === 'different' ? 'another' : change.relation}`;
    case 'expression':
      return 'the expression is another';
    case 'rewritten':
      return 'the expression is another, and means the same: proved';
    case 'reformatted':
      return 'it is only written otherwise';
    case 'event-type':
      return `gives all rules the event types ${types(change.after)} instead of ${types(change.before)}`;
    case 'compiles':
      return change.after ? 'agents have it now; before they did not' : 'agents no longer have it';
  }
}

/** What changes of a policy as a whole. */
export function policyWords(change: PolicyChange): string {
  switch (change.kind) {
    case 'enabled':
      return 'enabled: agents get its rules now';
    case 'disabled':
      return 'no longer enabled: no agent gets its rules';
    case 'host-tags':
      return `goes to ${hostWords(change.after)}; before to ${hostWords(change.before)}`;
    case 'name':
    case 'description': {
      const { kind, before, after } = change;
      if (before === '') return `${code(kind)} is new: ${code(after)}`;
      return after === ''
        ? `${code(kind)} is gone: it was ${code(before)}`
        : `${code(kind)} is ${code(after)} instead of ${code(before)}`;
    }
  }
}

function hostWords(tags: HostTags): string {
  if (tags === 'unknown') return 'hosts that only its tool knows';
  if (tags.length === 0) return 'all hosts';
  return `hosts with ${tags.map((list) => listed(list.map(code))).join(', or with ')}`;
}

/** What a change of a macro makes of a rule that uses it. */
export function effectWords(effect: MacroUser['effect']): string {
  switch (effect) {
    case 'same':
      return 'as before';
    case 'not-loaded':
      return 'no longer loads';
    case 'added':
      return 'new';
    default:
      return effect;
  }
}

/** Of a long list, as many values as one takes in. */
const mostValues = 8;

function values(all: readonly string[]): string {
  const shown = all.slice(0, mostValues).map(code).join(', ');
  return all.length > mostValues ? `${shown} and ${all.length - mostValues} more` : shown;
}

function types(all: readonly string[]): string {
  return all.length === 0 ? 'no' : listed(all.map(code));
}

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** Longer texts are cut: the files have them whole. */
const longest = 160;

/** A backtick in a text would end it. */
function code(text: string): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return `\`${shown.replaceAll('`', "'")}\``;
}
