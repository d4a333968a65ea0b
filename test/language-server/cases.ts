/** Cases as documents: files with a cursor `‸` or a range `«…»` in one of them, and for each request what it answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenTypes } from '@secl/language-service';
import { applyEdits, createLineIndex } from '@secl/text';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionList,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { type Editor, type Params, uriOf } from './editors.ts';

export interface Case {
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly at: { readonly name: string; readonly range: Range };
  readonly asked: readonly { readonly request: string; readonly argument: string; readonly answer: string }[];
}

export function readCases(): readonly Case[] {
  const directory = join(import.meta.dirname, 'cases');
  return readdirSync(directory)
    .sort()
    .flatMap((name) =>
      readFileSync(join(directory, name), 'utf8')
        .split(/^## /m)
        .slice(1)
        .map((section) => caseOf(`${name.replace('.md', '')}: `, section)),
    );
}

function caseOf(prefix: string, section: string): Case {
  const [title = ''] = section.split('\n');
  const files: { name: string; text: string }[] = [];
  const asked: { request: string; argument: string; answer: string }[] = [];
  let at: Case['at'] | undefined;
  for (const [, , info = '', body = ''] of section.matchAll(/^(`{3,})(\w.*)\n([\s\S]*?)^\1$/gm)) {
    const [first = '', ...rest] = info.split(' ');
    if (first !== 'yaml') asked.push({ request: first, argument: rest.join(' '), answer: body.trimEnd() });
    else {
      const name = rest.join(' ');
      const text = body.replace(/[‸«»]/g, '');
      const start = body.search(/[‸«]/);
      files.push({ name, text });
      if (start === -1) continue;
      const end = body.includes('»') ? body.indexOf('»') - 1 : start;
      at = { name, range: rangeOf(text, start, end) };
    }
  }
  const [{ name } = { name: '' }] = files;
  const origin = { line: 0, character: 0 };
  return {
    title: prefix + title,
    files,
    at: at ?? { name, range: { start: origin, end: origin } },
    asked,
  };
}

function positionOf(text: string, offset: number): Position {
  const { line, column } = createLineIndex(text).positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

function rangeOf(text: string, start: number, end: number): Range {
  return { start: positionOf(text, start), end: positionOf(text, end) };
}

export function offsetsOf(text: string, { start, end }: Range): { start: number; end: number } {
  const lines = createLineIndex(text);
  return {
    start: lines.offsetAt(start.line + 1, start.character + 1),
    end: lines.offsetAt(end.line + 1, end.character + 1),
  };
}

function edited(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(
    text,
    edits.map((edit) => ({ range: offsetsOf(text, edit.range), text: edit.newText })),
  );
}

/** What an editor answers to one request of a case, as a case writes it. */
export async function answerTo(
  editor: Editor,
  { files, at }: Case,
  { request, argument, answer }: Case['asked'][number],
): Promise<string> {
  const texts = new Map(files.map(({ name, text }) => [uriOf(name), text]));
  const here = uriOf(at.name);
  const text = texts.get(here) ?? '';
  const params: Params = {
    textDocument: { uri: here },
    position: at.range.start,
    range: at.range,
    newName: argument,
    only: argument === '' ? undefined : argument.split(' '),
    typing: argument === 'typed',
  };
  const ask = async <Answer>(method: string): Promise<Answer> =>
    (await editor.ask(`textDocument/${method}`, params)) as Answer;
  const quoted = (range: Range, uri = here): string => {
    const source = texts.get(uri) ?? '';
    const { start, end } = offsetsOf(source, range);
    return source.slice(start, end);
  };
  const place = ({ uri, range }: Location): string =>
    `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}:${range.start.character + 1} ${quoted(range, uri)}`;
  const changed = (edit: WorkspaceEdit | undefined): string =>
    Object.entries(edit?.changes ?? {})
      .map(([uri, edits]) => edited(texts.get(uri) ?? '', edits).trimEnd())
      .join('\n---\n');
  switch (request) {
    case 'hover': {
      const hover = await ask<Hover | null>('hover');
      return hover === null ? 'nothing' : Object(hover.contents).value;
    }
    case 'completion': {
      const { items } = await ask<CompletionList>('completion');
      if (answer === 'nothing' && items.length === 0) return answer;
      const labels = items.flatMap(({ label, detail }) => [label, `${label} · ${detail}`]);
      // Of long lists a case names some: those that it wants, with or without details, and those that it does not want.
      return answer
        .split('\n')
        .filter((line) =>
          line.startsWith('not: ') ? !labels.includes(line.slice(5)) : labels.includes(line),
        )
        .join('\n');
    }
    case 'complete': {
      const { items } = await ask<CompletionList>('completion');
      const edit = items.find(({ label }) => label === argument)?.textEdit;
      if (edit === undefined || !('range' in edit)) return 'not offered';
      const line = text.split('\n')[edit.range.start.line] ?? '';
      // As clients do: further lines are indented as the first one is.
      const newText = edit.newText.replaceAll('\n', `\n${/^ */.exec(line)?.[0] ?? ''}`);
      return edited(text, [{ ...edit, newText }]).trimEnd();
    }
    case 'signature': {
      const help = await ask<SignatureHelp | null>('signatureHelp');
      return help === null ? 'nothing' : signatureLines(help);
    }
    case 'type-definition':
      return (await ask<Location[]>('typeDefinition')).map(({ uri }) => uri).join('\n');
    case 'page': {
      const page = (await editor.ask('workspace/textDocumentContent', {
        ...params,
        textDocument: { uri: argument },
      })) as { text: string };
      const lines = page.text.split('\n');
      return answer
        .split('\n')
        .filter((line) => lines.includes(line))
        .join('\n');
    }
    case 'calls': {
      const [item] = await ask<CallHierarchyItem[]>('prepareCallHierarchy');
      if (item === undefined) return 'nothing';
      const about = { ...params, item };
      const from = (await editor.ask('callHierarchy/incomingCalls', about)) as CallHierarchyIncomingCall[];
      const to = (await editor.ask('callHierarchy/outgoingCalls', about)) as CallHierarchyOutgoingCall[];
      const line = (word: string, called: CallHierarchyItem, uses: number): string =>
        `${word} ${place({ uri: called.uri, range: called.selectionRange })}, ${uses} ${uses === 1 ? 'time' : 'times'}`;
      return [
        ...from.map((call) => line('from', call.from, call.fromRanges.length)),
        ...to.map((call) => line('to', call.to, call.fromRanges.length)),
      ].join('\n');
    }
    case 'type': {
      const typed = argument === 'newline' ? '\n' : argument;
      const about = { ...params, newName: typed };
      const edits = (await editor.ask('textDocument/onTypeFormatting', about)) as TextEdit[];
      // Blanks at the end of a line are what this is about.
      return edited(text, edits)
        .replace(/ +$/gm, (blanks) => '·'.repeat(blanks.length))
        .trimEnd();
    }
    case 'workspace-diagnostics': {
      const { items } = (await editor.ask('workspace/diagnostic', params)) as {
        items: { uri: string; items: Diagnostic[] }[];
      };
      return items
        .flatMap(({ uri, items: own }) =>
          own.map(
            (each) =>
              `${uri.slice(uri.lastIndexOf('/') + 1)} ${diagnosticLine(each, (range) => quoted(range, uri))}`,
          ),
        )
        .join('\n');
    }
    case 'definition':
    case 'references':
      return (await ask<Location[]>(request)).map(place).join('\n');
    case 'highlights':
      return (await ask<{ range: Range; kind: number }[]>('documentHighlight'))
        .map(
          ({ range, kind }) => `${kind === 3 ? 'write' : 'read'} ${range.start.line + 1}: ${quoted(range)}`,
        )
        .join('\n');
    case 'rename': {
      const renamed = await ask<WorkspaceEdit | string>('rename');
      return typeof renamed === 'string' ? renamed : changed(renamed);
    }
    case 'diagnostics':
      return (await editor.diagnostics(at.name)).map((each) => diagnosticLine(each, quoted)).join('\n');
    case 'symbols':
      return (await ask<DocumentSymbol[]>('documentSymbol')).map((each) => symbolLine(each)).join('\n');
    case 'workspace-symbols':
      return ((await editor.ask('workspace/symbol', params)) as { name: string; location: Location }[])
        .map(({ name, location }) => `${name} ${place(location)}`)
        .join('\n');
    case 'folding':
      return (await ask<FoldingRange[]>('foldingRange'))
        .map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1}`)
        .join('\n');
    case 'selection': {
      const [first] = await ask<SelectionRange[]>('selectionRange');
      const lines: string[] = [];
      for (let each = first; each !== undefined; each = each.parent)
        lines.push(
          quoted(each.range)
            .trimEnd()
            .replace(/\s*\n\s*/g, ' ⏎ '),
        );
      return lines.join('\n');
    }
    case 'actions':
      return (await ask<CodeAction[]>('codeAction')).map(({ title }) => title).join('\n');
    case 'action': {
      const all = (await editor.ask('textDocument/codeAction', {
        ...params,
        only: undefined,
      })) as CodeAction[];
      return changed(all.find(({ title }) => title === argument)?.edit) || 'not offered';
    }
    case 'organise':
    case 'fix-all': {
      const only = [request === 'organise' ? 'source.organize' : 'source.fixAll'];
      const all = (await editor.ask('textDocument/codeAction', { ...params, only })) as CodeAction[];
      return changed(all[0]?.edit) || 'not offered';
    }
    case 'format':
      return edited(text, await ask<TextEdit[]>('formatting')).trimEnd();
    case 'range-format':
      return edited(text, await ask<TextEdit[]>('rangeFormatting')).trimEnd();
    case 'hints': {
      const whole = { ...params, range: rangeOf(text, 0, text.length) };
      const hints = (await editor.ask('textDocument/inlayHint', whole)) as InlayHint[];
      const edits = hints.map(({ position, label }) => ({
        range: { start: position, end: position },
        newText: `⟨${String(label)}⟩`,
      }));
      return edited(text, edits).trimEnd();
    }
    case 'tokens': {
      const { data } = await ask<{ data: number[] }>('semanticTokens/full');
      return tokensOf(text, data).join('\n');
    }
    case 'links':
      return (await ask<DocumentLink[]>('documentLink'))
        .map(({ range, target }) => `${quoted(range)} ${target ?? ''}`)
        .join('\n');
    case 'lenses':
      return (await ask<CodeLens[]>('codeLens'))
        .map(({ range, command }) => `${quoted(range)}: ${command?.title ?? ''}`)
        .join('\n');
    default:
      throw new Error(`no such request in cases: ${request}`);
  }
}

/** Each word behind its kind. */
function tokensOf(text: string, data: readonly number[]): readonly string[] {
  const lines = text.split('\n');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(index * 5);
    character = down === 0 ? character + right : right;
    line += down;
    return `${tokenTypes[type] ?? '?'} ${lines[line]?.slice(character, character + length) ?? ''}`;
  });
}

function diagnosticLine(
  { code, range, message, tags, severity }: Diagnostic,
  quoted: (range: Range) => string,
): string {
  const [first = ''] = (typeof message === 'string' ? message : message.value).split('\n');
  const kind = ['', 'error', 'warning', 'info', 'hint'][severity ?? 0] ?? '';
  const faded = tags?.includes(1) === true ? ' (unused)' : '';
  return `${kind} ${String(code)} \`${quoted(range)}\`${faded}: ${first}`;
}

/** The label with the part that is being written in «», and what is said of it. */
function signatureLines({ signatures: [first] }: SignatureHelp): string {
  if (first === undefined) return 'nothing';
  const { label, documentation, parameters = [], activeParameter } = first;
  const active = typeof activeParameter === 'number' ? parameters[activeParameter] : undefined;
  const [start, end] = Array.isArray(active?.label) ? active.label : [label.length, label.length];
  const shown =
    start === end ? label : `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
  const words = [active?.documentation, documentation].map((each) => Object(each).value);
  return [shown, ...words.filter((each) => typeof each === 'string' && each !== '')].join('\n\n');
}

function symbolLine({ name, children = [], detail }: DocumentSymbol, indent = ''): string {
  const own = `${indent}${name}${detail === undefined ? '' : ` · ${detail}`}`;
  return [own, ...children.map((child) => symbolLine(child, `${indent}  `))].join('\n');
}
