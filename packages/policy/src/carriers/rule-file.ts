/** One rule a file, with its tests, and one macro a file beside it (spec/policies.md, Other carriers of policies). */
import { createScalar, type Mapping, movedScalar, type Problem, placeOf, readYaml } from '@secl/text';
import { problem } from '../problem.ts';
import type { MacroDefinition, Text } from '../read/definitions.ts';
import { FieldsOf, type Notes } from '../read/fields-of.ts';
import { ruleKeys } from '../read/items.ts';
import { noMacro, noRule } from './blank-definitions.ts';
import { atHome, type CarriedPolicy, type IgnoredKey, policyFileOf } from './carried.ts';

const ownKeys = ['name', 'expression', 'description', 'tests'];

export function readRuleFile(name: string, text: string): CarriedPolicy {
  return name.endsWith('.macro') ? readMacroFile(name, text) : readRule(name, text);
}

function readRule(name: string, text: string): CarriedPolicy {
  const yaml = readYaml(name, text);
  const problems: Problem[] = [...yaml.problems];
  if (yaml.root?.kind !== 'mapping') {
    problems.push(noPolicy(name, 'a rule file is a mapping with `name` and `expression`'));
    return atHome('rule-file', name, text, policyFileOf(name, { problems }));
  }
  const fields = fieldsOf(yaml.root, name, [...ownKeys, ...ruleKeys], 'a rule file', problems);
  const id = fields.text('name');
  const rule = {
    ...noRule,
    range: yaml.root.range,
    id,
    expression: fields.text('expression'),
    description: fields.text('description'),
  };
  const ignored: IgnoredKey[] = yaml.root.entries
    .filter(({ key }) => !ownKeys.includes(key.value) && ruleKeys.includes(key.value))
    .map(({ key }) => ({ key: key.value, range: placeOf(key), rule: id?.value }));
  const unreadable = problems.find(({ severity }) => severity === 'error');
  const file = policyFileOf(name, { rules: [rule], problems, unreadable });
  return atHome('rule-file', name, text, file, { ignored });
}

/** YAML with `expression` or `values`, or nothing but the expression; the file's name is the macro's where it has none. */
function readMacroFile(name: string, text: string): CarriedPolicy {
  const id = (name.split('/').at(-1) ?? name).replace(/\.macro$/, '');
  if (!/^(?:expression|values)[ \t]*:/m.test(text)) {
    const range = { start: 0, end: text.length };
    const macro = { ...noMacro, range, id: asNamed(id, text), expression: wholeText(text) };
    const carried = atHome('rule-file', name, text, policyFileOf(name, { macros: [macro] }));
    return { ...carried, home: { ...carried.home, readOnly: true } };
  }
  const yaml = readYaml(name, text);
  const problems: Problem[] = [...yaml.problems];
  const macros: MacroDefinition[] = [];
  if (yaml.root?.kind === 'mapping') {
    const known = ['id', 'name', 'expression', 'values', 'description'];
    const fields = fieldsOf(yaml.root, name, known, 'a macro file', problems);
    macros.push({
      ...noMacro,
      range: yaml.root.range,
      id: fields.text('id') ?? fields.text('name') ?? asNamed(id, text),
      expression: fields.text('expression'),
      values: fields.texts('values'),
      description: fields.text('description'),
    });
  }
  const unreadable = problems.find(({ severity }) => severity === 'error');
  return atHome('rule-file', name, text, policyFileOf(name, { macros, problems, unreadable }));
}

function fieldsOf(
  mapping: Mapping,
  document: string,
  known: readonly string[],
  what: string,
  problems: Problem[],
): FieldsOf {
  const notes: Notes = {
    note: (code, range, values, agent) =>
      problems.push(problem(code, { document, range }, values, { agent })),
  };
  return new FieldsOf(mapping, known, what, notes);
}

/** An id that the file's name says: it stands nowhere in the text, so its place is the start. */
function asNamed(id: string, text: string): Text {
  const source = { style: 'plain', text, start: 0, end: 0, standing: 'block', parentIndent: -1 } as const;
  return { value: id, range: { start: 0, end: 0 }, scalar: createScalar(source, id) };
}

/**
 * An expression without any syntax around it. Lines of text are what a literal of YAML holds, so it is read as the body
 * of one, whose header would stand in front of the file. It cannot be written back in that way.
 */
function wholeText(text: string): Text {
  const header = '|-\n';
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const read = header + text.slice(mark);
  const source = {
    style: 'literal',
    text: read,
    start: 0,
    end: read.length,
    standing: 'block',
    parentIndent: -1,
  } as const;
  const scalar = movedScalar(createScalar(source), mark - header.length);
  return {
    value: scalar.value,
    range: { start: mark, end: mark + text.slice(mark).trimEnd().length },
    scalar,
  };
}

function noPolicy(document: string, reason: string): Problem {
  return problem('policy/no-policy', { document, range: { start: 0, end: 0 } }, { reason });
}
