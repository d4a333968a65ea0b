import type { ConditionTrace, EventTrace, Place, Truth } from '@secl/language-server';
import {
  type DecorationOptions,
  type Disposable,
  MarkdownString,
  type Range,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { sameAddress } from './addresses.ts';
import { rangeOf } from './go-to.ts';
import { moved } from './tracked.ts';
import { colors } from './truth.ts';
import { short, signs } from './value-words.ts';

/** What is written behind one condition, or behind the name of a rule. */
interface Value {
  readonly truth: Truth;
  readonly note: string;
  readonly hover: MarkdownString;
  readonly reached: boolean;
  readonly range: Range;
}

const truths: readonly Truth[] = ['true', 'false', 'unknown'];

/** Of what a condition saw, so much stands behind it. */
const noteLength = 32;

/** Writes behind every condition what it is for the chosen event. What an edit touched is taken away at once. */
export function inlineValues({ replays }: Parts): readonly Disposable[] {
  const looks = new Map(truths.map((truth) => [truth, look(truth)] as const));
  const byDocument = new Map<string, readonly Value[]>();

  const draw = (editor: TextEditor): void => {
    const isOn = workspace.getConfiguration('secl', editor.document).get('replay.inlineValues') !== false;
    const values = isOn ? (byDocument.get(editor.document.uri.toString()) ?? []) : [];
    for (const [truth, type] of looks) {
      editor.setDecorations(type, values.filter((value) => value.truth === truth).map(optionsOf));
    }
  };
  const drawAll = (): void => {
    for (const editor of window.visibleTextEditors) draw(editor);
  };
  const renew = (): void => {
    byDocument.clear();
    const { trace } = replays;
    const seen = trace === undefined ? [] : valuesOf(trace);
    for (const document of workspace.textDocuments) {
      const own = seen.filter(({ place }) => isIn(place, document)).map(({ value }) => value);
      if (own.length > 0) byDocument.set(document.uri.toString(), own);
    }
    drawAll();
  };
  const follow = (document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void => {
    const key = document.uri.toString();
    const values = byDocument.get(key);
    if (values === undefined || changes.length === 0) return;
    // From the end of the text, so that no change moves the places of the next one.
    byDocument.set(
      key,
      values.flatMap((value) => {
        const range = changes.reduce<Range | undefined>(
          (at, change) => at && movedRange(at, change),
          value.range,
        );
        return range === undefined ? [] : [{ ...value, range }];
      }),
    );
    for (const editor of window.visibleTextEditors) if (editor.document === document) draw(editor);
  };
  return [
    ...looks.values(),
    replays.onDidTrace(renew),
    window.onDidChangeVisibleTextEditors(renew),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => follow(document, contentChanges)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('secl.replay.inlineValues')) drawAll();
    }),
  ];
}

function look(truth: Truth): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    // Hints of the language server may stand right behind it.
    after: { color: colors[truth], margin: '0 0.5em', fontStyle: 'normal' },
    overviewRulerColor: colors[truth],
  });
}

function movedRange(
  range: Range,
  { range: edited, text }: TextDocumentContentChangeEvent,
): Range | undefined {
  const next = moved(range, { range: edited, text });
  return next && rangeOf({ range: next });
}

/** Places are those of one version: another text has them elsewhere, and the trace of that one is on its way. */
function isIn({ uri, version }: Place, document: TextDocument): boolean {
  return sameAddress(document.uri.toString(), uri) && (version === undefined || version === document.version);
}

function valuesOf(trace: EventTrace): readonly { readonly place: Place; readonly value: Value }[] {
  const about = `event ${trace.event.number}`;
  return trace.rules.flatMap(({ id, verdict, element, place, conditions }) => {
    const rule: Value | undefined = place && {
      truth: verdict,
      note: ruleNote(verdict, about, element),
      hover: new MarkdownString().appendText(`${id}: ${ruleNote(verdict, about, element)}`),
      reached: true,
      range: rangeOf(place),
    };
    const own = conditions.flatMap(conditionValues);
    return place === undefined || rule === undefined ? own : [{ place, value: rule }, ...own];
  });
}

function ruleNote(verdict: Truth, about: string, element: string): string {
  const words = { true: 'triggers on', false: 'does not trigger on', unknown: 'is undecided on' }[verdict];
  return `${words} ${about}${element === '' ? '' : ` (${element})`}`;
}

/**
 * The smallest conditions that stand in the rule itself: of a macro its name, of a group that is negated what is in it, and of
 * one condition that is negated the negation, since that is what the rule asks.
 */
function conditionValues(
  condition: ConditionTrace,
): readonly { readonly place: Place; readonly value: Value }[] {
  const inner = partsHere(condition);
  if (inner.length > 1 || inner.some((part) => partsHere(part).length > 0))
    return inner.flatMap(conditionValues);
  const { place, verdict, reached } = condition;
  if (place === undefined) return [];
  const value = {
    truth: verdict,
    note: noteOf(condition) || inner.map(noteOf).join(),
    hover: hoverOf(condition),
    reached,
    range: rangeOf(place),
  };
  return [{ place, value }];
}

/** Those that stand in the rule: not those of a macro. */
function partsHere({ parts }: ConditionTrace): readonly ConditionTrace[] {
  return parts.filter(({ place }) => place !== undefined);
}

function noteOf({ found, missing, verdict }: ConditionTrace): string {
  if (verdict === 'unknown') return missing.length === 0 ? '' : 'unknown';
  const [first] = found;
  if (first === undefined || found.length > 2) return '';
  return short(first.value, noteLength);
}

function hoverOf({ text, verdict, found, wanted, missing, reached, parts }: ConditionTrace): MarkdownString {
  const hover = new MarkdownString();
  hover.appendText(`${signs[verdict]} this condition is ${verdict}`).appendMarkdown('\n\n');
  for (const { name, value } of found) hover.appendCodeblock(`${name} = ${value}`, 'secl');
  const isSaid = found.some(({ name }) => name === wanted);
  if (wanted !== '' && !isSaid) hover.appendMarkdown('wanted').appendCodeblock(wanted, 'secl');
  if (missing.length > 0)
    hover.appendText(`The recording does not know ${missing.join(', ')}.`).appendMarkdown('\n\n');
  for (const part of parts) {
    const saw = part.found.map(({ name, value }) => `${name} = ${value}`).join(', ');
    hover
      .appendText(`${signs[part.verdict]} `)
      .appendCodeblock(`${part.text}${saw === '' ? '' : `   # ${saw}`}`, 'secl');
  }
  if (!reached)
    hover
      .appendText('Agents do not come so far: what stands before it decides already.')
      .appendMarkdown('\n\n');
  if (found.length === 0 && parts.length === 0 && missing.length === 0) hover.appendCodeblock(text, 'secl');
  return hover;
}

const dimmed = new ThemeColor('descriptionForeground');

function optionsOf({ truth, note, hover, reached, range }: Value): DecorationOptions {
  const contentText = `${signs[truth]}${note === '' ? '' : ` ${note}`}`;
  return {
    range,
    hoverMessage: hover,
    renderOptions: { after: { contentText, ...(reached ? {} : { color: dimmed }) } },
  };
}
