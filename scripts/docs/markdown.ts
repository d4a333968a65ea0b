/** A fenced block of a Markdown page: ```` ```yaml policies/web.policy ````. */
export interface Fence {
  readonly language: string;
  /** What follows the language. Readers never see it: renderers of Markdown show the language only. */
  readonly info: string;
  readonly content: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const opening = /^( *)(`{3,})(\S*)(.*)$/;

/** The fenced blocks of a page, from the top. */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', ticks = '', language = '', rest = ''] = opening.exec(lines[at] ?? '') ?? [];
    if (ticks === '') continue;
    const start = at;
    while (++at < lines.length && (lines[at] ?? '').trim() !== ticks) {}
    fences.push({
      language,
      info: rest.trim(),
      content: lines
        .slice(start + 1, at)
        .map((line) => `${line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()}\n`)
        .join(''),
      line: start + 1,
    });
  }
  return fences;
}

/** The page with what `replacement` gives for a fence in place of its content. */
export function replaceFences(markdown: string, replacement: (fence: Fence) => string | undefined): string {
  const lines = markdown.split('\n');
  for (const fence of [...fencesOf(markdown)].reverse()) {
    const content = replacement(fence);
    if (content === undefined) continue;
    const indent = /^ */.exec(lines[fence.line - 1] ?? '')?.[0] ?? '';
    const count = fence.content.split('\n').length - 1;
    const written = content
      .split('\n')
      .slice(0, -1)
      .map((line) => (line === '' ? '' : indent + line));
    lines.splice(fence.line, count, ...written);
  }
  return lines.join('\n');
}

/** The page without its code. */
export function proseOf(markdown: string): string {
  return replaceFences(markdown, () => '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/^ *`{3,}.*$/gm, '')
    .replace(/(`+)[^`]+?\1/g, '');
}

/** Where the links of a page lead: `[text](target)`. */
export function linksOf(markdown: string): readonly string[] {
  return [...proseOf(markdown).matchAll(/\]\(([^()\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
    ([, inline, attribute]) => inline ?? attribute ?? '',
  );
}

/** The name under which a heading can be linked to, as GitHub makes it. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...replaceFences(markdown, () => '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
