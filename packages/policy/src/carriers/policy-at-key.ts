/** The policy that stands as a text under a key of a file. */
import { isNull, type Node, type Problem, placeOf, type Range, type Scalar } from '@secl/text';
import { problem } from '../problem.ts';
import { readPolicy } from '../read/read-policy.ts';
import type { CarriedPolicy, Home } from './carried.ts';
import { endOf, isTemplate, partOf, withoutTemplates } from './embedded-templates.ts';
import type { PolicyKey } from './policy-keys.ts';
import { actionIn, type Untemplated } from './templates.ts';

/** `name`: that of the policy; `document` and `text`: the user's file. Nothing where it is no text, which is said. */
export function readKey(
  document: string,
  name: string,
  text: string,
  { carrier, group, key, value, broken }: PolicyKey,
  template: Untemplated,
  problems: Problem[],
): CarriedPolicy | undefined {
  const { actions } = template;
  // Nothing at all is an empty text in a chart's values, where it means "no policy".
  if (isNull(value) && actionIn(actions, { start: key.range.end, end: value.range.end + 1 }) === undefined) {
    if (carrier === 'configmap') problems.push(notText(document, key, value));
    return undefined;
  }
  const range = { start: key.range.end, end: endOf(value, template) };
  const action = actionIn(actions, range);
  if (value.kind !== 'scalar' || (action !== undefined && isTemplate(range, template))) {
    problems.push(
      action === undefined
        ? notText(document, key, value)
        : notStatic(document, action, `\`${key.value}\``, 'the policy is left out'),
    );
    return undefined;
  }
  const part = partOf(value, range.end, template);
  if (part !== undefined)
    problems.push(
      notStatic(document, part, `a part of \`${key.value}\``, 'rules with a template in them are left out'),
    );
  const home: Home = { document, text, scalar: value, readOnly: part !== undefined };
  const kind = /(?:^|\/)default\.policy$/.test(key.value) ? 'default' : 'custom';
  const read = withoutTemplates(readPolicy(name, value.value, kind), home, actions);
  return {
    carrier,
    group,
    file: { ...read.file, unreadable: read.file.unreadable ?? broken },
    text: value.value,
    home,
    about: undefined,
    ignored: [],
    notStatic: read.notStatic,
  };
}

function notText(document: string, key: Scalar, value: Node): Problem {
  const found = { mapping: 'a mapping', sequence: 'a list', missing: 'nothing', scalar: 'nothing' }[
    value.kind
  ];
  return problem('policy/not-a-text', { document, range: placeOf(key) }, { key: key.value, found });
}

export function notStatic(document: string, range: Range, what: string, effect: string): Problem {
  return problem('policy/not-static', { document, range }, { what, is: 'is', tool: 'Helm', effect });
}
