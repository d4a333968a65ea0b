import type { Field } from '@secl/model';
import type { Open } from '../completion/open-list.ts';
import { readsGlobs } from '../view/compared.ts';
import { comparisonWords } from '../words/field.ts';
import { prose } from '../words/markdown.ts';
import { patternCard } from '../words/pattern.ts';
import type { Signature } from './signature.ts';

interface Sign {
  readonly label: string;
  readonly about: string;
}

const globSigns: readonly Sign[] = [
  { label: '*', about: 'any run of characters without `/`' },
  { label: '/**', about: 'at the end: everything below, at any depth' },
];
const patternSigns: readonly Sign[] = [{ label: '*', about: 'any run of characters, `/` too' }];
const regexpSigns: readonly Sign[] = [
  { label: '^', about: 'the start of the text: without it the expression is found anywhere' },
  { label: '.*', about: 'any run of characters' },
  { label: '(a|b)', about: 'one or the other' },
  { label: '[a-z]', about: 'one of these characters' },
  { label: '$', about: 'the end of the text' },
];

/** The text behind an operator: which signs mean something in it. Nothing where all stand for themselves. */
export function textSignature({ of, text, operator }: Open, field: Field | undefined): Signature | undefined {
  if (text === undefined) return undefined;
  const left = of === '' ? '' : `${of} ${operator} `;
  if (text.kind === 'regexp') {
    return signature(`${left}r"…": `, regexpSigns, ['A regular expression in the syntax of RE2.']);
  }
  if (text.kind === 'string' && operator !== '=~' && operator !== '!~') return undefined;
  const isGlob = field !== undefined && readsGlobs(field);
  const card = text.value === '' ? [] : [patternCard(text.value, isGlob)];
  const words = field === undefined ? undefined : comparisonWords(field);
  return signature(`${left}${text.kind === 'pattern' ? '~' : ''}"…": `, isGlob ? globSigns : patternSigns, [
    ...card,
    ...(words === undefined ? [] : [prose(`Compared: ${words}`)]),
  ]);
}

function signature(before: string, signs: readonly Sign[], about: readonly string[]): Signature {
  return {
    before,
    between: ', ',
    behind: '',
    about: about.join('\n\n'),
    parts: signs.map(({ label, about: words }) => ({ label, about: prose(words) })),
    active: undefined,
  };
}
