import type { Field } from '@secl/model';
import type { Open } from '../completion/open-list.ts';
import { comparisonWords } from '../words/field.ts';
import { prose } from '../words/markdown.ts';
import type { Signature } from './signature.ts';

interface Member {
  readonly label: string;
  readonly about: string;
}

const texts: readonly Member[] = [
  { label: '"text"', about: 'exactly this text' },
  { label: '~"pattern"', about: 'texts of this form: `*` is any run of characters' },
  { label: 'r"regexp"', about: 'texts in which this is found, in the syntax of RE2' },
];
const numbers: readonly Member[] = [{ label: '1', about: 'integers, or constants of one type' }];
const addresses: readonly Member[] = [
  { label: '10.0.0.1', about: 'an address, without quotes' },
  { label: '10.0.0.0/8', about: 'a network, without quotes' },
];

/** A list, with the kinds of members that go beside its field. */
export function listSignature({ of, text, operator }: Open, field: Field | undefined): Signature {
  const parts = membersOf(field);
  const active = text === undefined ? -1 : ['string', 'pattern', 'regexp'].indexOf(text.kind);
  const left = of === '' ? '' : `${of} ${['in', 'allin'].includes(operator) ? operator : 'in'} `;
  return {
    before: `${left}[ `,
    between: ', ',
    behind: ', … ]',
    about: [
      prose('All members of a list are of one kind. Behind the last one stands no comma.'),
      ...(field?.constants == null
        ? []
        : [prose('A list of constants holds nothing else, with blanks between them and the brackets.')]),
      ...comparisonLine(field),
    ].join('\n\n'),
    parts: parts.map(({ label, about }) => ({ label, about: prose(about) })),
    active: active >= 0 && active < parts.length ? active : undefined,
  };
}

function comparisonLine(field: Field | undefined): readonly string[] {
  const words = field === undefined ? undefined : comparisonWords(field);
  return words === undefined ? [] : [prose(`Compared: ${words}`)];
}

function membersOf(field: Field | undefined): readonly Member[] {
  switch (field?.type) {
    case 'int':
    case 'bool':
      return field.constants === null ? numbers : [...numbers, { label: 'CONSTANT', about: field.constants }];
    case 'ip':
      return addresses;
    case 'string':
    case undefined:
      return texts;
  }
}
