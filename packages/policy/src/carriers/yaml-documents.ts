import { moved, type Node, type Problem, readYaml } from '@secl/text';

/** One document of a YAML stream; places count in the whole text. */
export interface YamlDocument {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  readonly start: number;
  readonly end: number;
}

/**
 * All documents of a YAML text; those without a value are passed over. A line that begins with `---` starts one wherever
 * it stands: what is part of a scalar is indented.
 */
export function yamlDocuments(name: string, text: string): readonly YamlDocument[] {
  const starts = [0, ...startsIn(text)];
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length;
    const { root, problems } = readYaml(name, starts.length === 1 ? text : text.slice(start, end));
    if (root === undefined && problems.length === 0) return [];
    const placed = root === undefined ? undefined : moved(root, start);
    return [{ root: placed, problems: problems.map((each) => movedProblem(each, start)), start, end }];
  });
}

function startsIn(text: string): readonly number[] {
  const starts: number[] = [];
  // Behind `...` the next document may begin without a mark.
  for (const { index, 0: mark } of text.matchAll(/(?<=\n)(?:---(?=[ \t\r\n]|$)|\.\.\.[ \t]*\r?\n(?!---))/g))
    starts.push(mark.startsWith('---') ? index : index + mark.length);
  return starts;
}

function movedProblem(problem: Problem, offset: number): Problem {
  if (offset === 0) return problem;
  const place = ({ document, range }: Problem['place']) => ({
    document,
    range: { start: range.start + offset, end: range.end + offset },
  });
  return {
    ...problem,
    place: place(problem.place),
    related: problem.related.map((each) => ({ ...each, place: place(each.place) })),
    ...(problem.fix === undefined
      ? {}
      : {
          fix: {
            ...problem.fix,
            edits: problem.fix.edits.map((edit) => ({ ...edit, place: place(edit.place) })),
          },
        }),
  };
}
