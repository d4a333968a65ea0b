/** One case of a lint rule, as its `cases.md` tells it. */
export interface Case {
  readonly title: string;
  readonly reports: boolean;
  /** In load order; markers `«»` stand around what is reported. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What the files are after the fixes, where the case says so. */
  readonly fixed: readonly { readonly name: string; readonly text: string }[];
  /** Texts that the messages hold, in the order of the findings. */
  readonly says: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** `linux 7.60 ebpfless`, each a target of the rule set; empty: the newest agent on Linux. */
  readonly targets: readonly string[];
}

const fence = /^```(\w+)[ \t]*(.*)\n([\s\S]*?)^```[ \t]*$/gm;

/**
 * Cases stand under headings `## reports …` and `## accepts …`. A fence `secl` holds the expression of a rule on its own,
 * `yaml` a policy (`yaml other.policy` names it; `default.policy` is the default one), any other a file of that name:
 * what carries policies is known by its name and its text (`hcl main.tf`, `json rules.tf.json`, `yaml configmap.yaml`).
 * `fixed` behind the language: what it becomes. `json options` sets options. `Target: …` names a target, `> …` what a message says.
 */
export function readCases(markdown: string): readonly Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = ''] = section.split('\n');
      const fences = [...section.matchAll(fence)].map(([, language = '', info = '', text = '']) => ({
        language,
        info: info.trim(),
        text,
      }));
      const prose = section.replace(fence, '');
      const options = fences.find(({ info }) => info === 'options');
      const isFixed = ({ info }: { info: string }) => /(^|\s)fixed$/.test(info);
      const files = fences.filter((each) => each !== options);
      return {
        title,
        reports: title.startsWith('reports'),
        files: files.filter((each) => !isFixed(each)).map(fileOf),
        fixed: files.filter(isFixed).map(fileOf),
        says: [...prose.matchAll(/^> (.*)$/gm)].map(([, said = '']) => said),
        options: options === undefined ? {} : (JSON.parse(options.text) as Record<string, unknown>),
        targets: [...prose.matchAll(/^Target: (.*)$/gm)].map(([, target = '']) => target),
      };
    });
}

function fileOf({ language, info, text }: { language: string; info: string; text: string }) {
  const name = info.replace(/(^|\s)fixed$/, '');
  if (language === 'secl') return { name: 'case.policy', text: wrapped(text) };
  return { name: name === '' ? 'case.policy' : name, text };
}

/** An expression as the only rule of a policy. */
function wrapped(expression: string): string {
  const lines = expression.replace(/\n$/, '').replace(/^(?=.)/gm, '      ');
  return `rules:\n  - id: case\n    expression: |-\n${lines}\n`;
}
