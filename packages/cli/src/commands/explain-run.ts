import { misuse, type Run } from '../command.ts';
import { exit } from '../exit.ts';
import { readStandardInput } from '../read-input.ts';
import { documentsOf } from '../report/documents.ts';
import { jsonText } from '../report/json.ts';
import { paintFor } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import type { ExplainFlags } from './explain.ts';
import { printExplanation } from './explain-print.ts';
import { explanationOf } from './explain-report.ts';
import { subjectOf } from './explain-subject.ts';
import { pageOf } from './fields-layout.ts';

export const explain: Run<ExplainFlags, string[]> = async (context, flags, ...given) => {
  const ofRule = flags.rule !== undefined;
  if (!ofRule && given.length !== 1) {
    return misuse(
      context,
      "give one expression, in quotes: secl explain 'open.flags == 0'; or --rule ID and its policy",
    );
  }
  const [typed] = given;
  const expression =
    !ofRule && typed === '-'
      ? new TextDecoder().decode(await readStandardInput(context)).replace(/\r?\n$/, '')
      : typed;
  const subject = await subjectOf(context, flags, ofRule ? undefined : expression, ofRule ? given : []);
  if (!subject.ok) return misuse(context, subject.message);
  const explanation = explanationOf(subject.value);
  if (explanation === undefined) return misuse(context, 'there is nothing to explain');

  const { stdout } = context;
  const { problems, texts, homes } = subject.value;
  if (flags.format === 'json') {
    stdout.write(jsonText(explanation));
  } else {
    const page = pageOf(stdout);
    for (const line of printExplanation(explanation, page)) stdout.write(`${line}\n`);
    if (problems.length > 0) {
      const looks = { paint: paintFor(stdout), columns: stdout.columns };
      stdout.write(`\n${renderProblems(problems, documentsOf(texts, homes), looks)}`);
    }
  }
  return problems.length > 0 ? exit.findings : exit.fine;
};
