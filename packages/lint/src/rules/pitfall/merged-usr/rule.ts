import type { LintRule } from '../../../contract.ts';
import { byTest, type OwnText, ownTexts } from '../own-texts.ts';

/** What lies in `/usr` on most hosts of today, where `/bin` is a symlink (file-hierarchy(7)). */
const merged = /^\/(?:bin|sbin|lib|lib32|lib64)\//;

/** The kernel gives paths without symlinks. */
export const mergedUsr: LintRule = {
  id: 'pitfall/merged-usr',
  title: '`/bin` where it is `/usr/bin`',
  level: 'info',
  needs: 'expression',
  messages: {
    one: 'on hosts where `{directory}` is a symlink to `/usr{directory}` the path is `/usr{value}`: name both',
    more: 'on hosts where `{directory}` is a symlink to `/usr{directory}` the path is `/usr{value}`: name both, also of {count} more here',
  },
  check(expression, { report }) {
    if (expression.facts.platform === 'windows') return;
    const texts = ownTexts(expression);
    if (!texts.some(({ value }) => merged.test(value))) return;
    const known = new Set(texts.map(({ value }) => value));
    for (const some of byTest(texts.filter(isResolvedPath)).values()) {
      const trees = [...known].filter((value) => value.endsWith('/**')).map((value) => value.slice(0, -2));
      const isNamed = (path: string): boolean =>
        known.has(path) || trees.some((tree) => path.startsWith(tree));
      const alone = some.filter(({ value }) => merged.test(value) && !isNamed(`/usr${value}`));
      const [first] = alone;
      if (first === undefined) continue;
      const { value } = first;
      const values = { value, directory: value.split('/', 2).join('/'), count: alone.length - 1 };
      report(expression.at(first.whole), alone.length > 1 ? 'more' : 'one', values);
    }
  },
};

/** Of `*.syscall.path` the text is the one that the program gave. */
function isResolvedPath({ field, test, literal }: OwnText): boolean {
  if (literal.form === 'regexp') return false;
  return (
    test === undefined || (field?.name.endsWith('.path') === true && !field.name.endsWith('.syscall.path'))
  );
}
