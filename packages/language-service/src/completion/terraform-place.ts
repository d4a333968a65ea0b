/** Where a place stands in a Terraform resource that holds a rule or a policy, half typed as it may be. */

export interface TerraformPlace {
  /** The resource, or the block in it. */
  readonly section: 'rule' | 'policy' | 'actions' | 'set' | 'hash';
  /** Set where the value of an attribute is typed. */
  readonly attribute: string | undefined;
  /** What is typed of the name, or of the value. */
  readonly typed: string;
  /** Attributes and blocks that stand there already. */
  readonly present: readonly string[];
}

const head = /^[ \t]*resource[ \t]+"(datadog_(\w+))"[ \t]+"[^"\n]*"[ \t]*\{/gm;
const ruleHead = /^(?:csm_threats_(?:multi_policy_)?agent_rule|cloud_workload_security_agent_rule)$/;

interface Level {
  readonly name: string;
  readonly present: string[];
}

/** undefined in texts, in comments, and in what is no such resource. */
export function terraformPlace(text: string, offset: number): TerraformPlace | undefined {
  const before = text.slice(0, offset);
  const [found] = [...before.matchAll(head)].slice(-1);
  const kind = found?.[2] ?? '';
  const own = ruleHead.test(kind) ? 'rule' : kind === 'csm_threats_policy' ? 'policy' : undefined;
  if (found === undefined || own === undefined) return undefined;
  const levels: Level[] = [{ name: own, present: [] }];
  const lines = before.slice(found.index + found[0].length).split('\n');
  const current = lines.pop() ?? '';
  let heredoc: string | undefined;
  for (const line of lines) {
    if (heredoc !== undefined) {
      if (line.trim() === heredoc) heredoc = undefined;
      continue;
    }
    heredoc = /<<[-~]?(\w+)[ \t]*\r?$/.exec(line)?.[1];
    enter(levels, line);
    if (levels.length === 0) return undefined;
  }
  const inner = levels.at(-1);
  const section = sections.find((each) => each === inner?.name);
  if (heredoc !== undefined || inner === undefined || section === undefined) return undefined;
  const [, name, isSet, typed = ''] = /^[ \t]*(\w*)(?:([ \t]*=[ \t]*)([^\s#"]*))?$/.exec(current) ?? [];
  if (name === undefined) return undefined;
  const after = following(text.slice(text.indexOf('\n', offset) + 1 || text.length));
  const present = [...inner.present, ...after];
  return isSet === undefined
    ? { section, attribute: undefined, typed: name, present }
    : { section, attribute: name, typed, present };
}

const sections = ['rule', 'policy', 'actions', 'set', 'hash'] as const;

/** Blocks that a line opens and closes, as `terraform fmt` writes them: a line each. */
function enter(levels: Level[], line: string): void {
  const code = line.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/(?:#|\/\/).*/, '');
  const [, name = ''] = /^[ \t]*(\w+)/.exec(code) ?? [];
  if (name !== '') levels.at(-1)?.present.push(name);
  for (const char of code.replace(/[^{}]/g, '')) {
    if (char === '{') levels.push({ name, present: [] });
    else levels.pop();
  }
}

/** The names behind the place, in the same block. */
function following(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const line of text.split('\n')) {
    const code = line.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/(?:#|\/\/).*/, '');
    const name = /^[ \t]*(\w+)[ \t]*[={]/.exec(code)?.[1];
    if (depth === 0 && name !== undefined) names.push(name);
    for (const char of code.replace(/[^{}]/g, '')) depth += char === '{' ? 1 : -1;
    if (depth < 0) break;
  }
  return names;
}
