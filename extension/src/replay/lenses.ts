import type { ReplayedRule } from '@secl/language-server';
import {
  CodeLens,
  type Command,
  type Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { sameAddress } from './addresses.ts';
import { rangeOf } from './go-to.ts';
import { outcomeWords } from './outcome-words.ts';
import type { Replays } from './replays.ts';

/** Above each rule what the chosen recording made of it. The server counts in the background and tells when it is done. */
export function lenses({ replays }: Parts): readonly Disposable[] {
  const changed = new EventEmitter<void>();
  /** What was shown last: it stands until something is known of the text that is there now. */
  const last = new WeakMap<TextDocument, CodeLens[]>();
  return [
    changed,
    replays.onDidChange(() => changed.fire()),
    languages.registerCodeLensProvider(
      [{ language: 'yaml' }, { language: 'terraform' }, { language: 'hcl' }],
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses(document) {
          if (workspace.getConfiguration('secl', document).get('replay.codeLenses') === false) return [];
          const fresh = lensesOf(replays, document) ?? last.get(document) ?? [];
          last.set(document, fresh);
          return fresh;
        },
      },
    ),
  ];
}

/** undefined where the places that are known are of another version of the text. */
function lensesOf({ news: { recording, sets } }: Replays, document: TextDocument): CodeLens[] | undefined {
  if (recording === null) return [];
  const uri = document.uri.toString();
  const own = sets
    .flatMap(({ rules, target }) => rules.map((rule) => ({ rule, target, place: rule.place })))
    .filter(({ place }) => place !== undefined && sameAddress(place.uri, uri));
  if (own.some(({ place }) => place?.version !== undefined && place.version !== document.version))
    return undefined;
  return own.flatMap(({ rule, target, place }) =>
    place === undefined ? [] : [new CodeLens(rangeOf(place), commandOf(rule, target, recording.name))],
  );
}

function commandOf(rule: ReplayedRule, target: string, recording: string): Command {
  const words = outcomeWords(rule);
  switch (rule.outcome) {
    case 'triggered': {
      const title = `$(flame) ${words} in ${recording}`;
      return rule.matches === 1
        ? { title, command: 'secl.chooseEvent', arguments: [rule.first[0], rule.place] }
        : { title, command: 'secl.filterEvents', arguments: [`rule:${rule.id}`] };
    }
    case 'not-loaded':
      // Why is said beside it already.
      return { title: `not replayed on ${target}`, command: 'secl.diagnose' };
    default: {
      const about = { uri: rule.place?.uri, id: rule.id };
      return { title: `${words} in ${recording} – why?`, command: 'secl.whyNot', arguments: [about] };
    }
  }
}
