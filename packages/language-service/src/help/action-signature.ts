import type { YamlContext } from '../completion/yaml-context.ts';
import { prose } from '../words/markdown.ts';
import { keyOf, keysOf } from '../words/policy-key.ts';
import type { Signature } from './signature.ts';

const sections = ['set', 'kill', 'hash', 'coredump', 'log', 'network_filter'];

/** The keys of an action's section, with the one marked whose value is being written. */
export function actionSignature({ section, key, typed, present }: YamlContext): Signature | undefined {
  if (!sections.includes(section)) return undefined;
  const keys = keysOf(section);
  const written = key ?? typed.trim();
  const active = keys.findIndex(([name]) => name === written);
  const there = present.filter((name) => keyOf(section, name) !== undefined);
  return {
    before: `${section}: `,
    between: ', ',
    behind: '',
    about: [
      prose(keyOf('action', section)?.about ?? ''),
      ...(there.length === 0
        ? []
        : [prose(`There already: ${there.map((name) => `\`${name}\``).join(', ')}`)]),
    ].join('\n\n'),
    parts: keys.map(([label, { about, values }]) => ({
      label,
      about: prose(
        values.length === 0 ? about : `${about} ${values.map((each) => `\`${each}\``).join(' · ')}`,
      ),
    })),
    active: active === -1 ? undefined : active,
  };
}
