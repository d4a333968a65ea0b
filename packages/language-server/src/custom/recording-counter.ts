/** Asks where replays run about the recordings of secl.yaml: rule sets go as texts, recordings by their addresses. */
import type { Counter, SourceFile } from '@secl/language-service';
import type { FileSystem } from '@secl/text';
import type { SentRecording } from './replay/counts.ts';
import type { OpenRecording, Replayer } from './replay/replayer.ts';
import { textsOf } from './replay/texts.ts';

export function counterOver(
  replayer: Replayer,
  open: OpenRecording | undefined,
): (files: FileSystem, folder: string) => Counter {
  return (files, folder) => {
    /** Sizes of recordings whose bytes were sent: over there they are kept. */
    const sent = new Map<string, number>();
    const sentOf = async ({ path, size }: SourceFile): Promise<SentRecording> => {
      const uri = `${folder.replace(/\/$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`;
      if (open?.(uri) !== undefined || sent.get(uri) === size) return { uri, name: path };
      const read = await files.read(path);
      sent.set(uri, size);
      return { uri, name: path, bytes: read.ok ? read.value : new Uint8Array() };
    };
    const all = (recordings: readonly SourceFile[]): Promise<readonly SentRecording[]> =>
      Promise.all(recordings.map(sentOf));
    return {
      async count(set, { only, needed }, recordings) {
        const [view] = set.views;
        if (view === undefined) return undefined;
        return replayer({
          ask: 'count',
          set: textsOf(set, view.target.target),
          only: [...only],
          needed: [...needed],
          recordings: await all(recordings),
        });
      },
      async values(platform, recordings) {
        const found = await replayer({ ask: 'values', platform, recordings: await all(recordings) });
        return new Map(found.map(([field, values]) => [field, new Map(values)]));
      },
    };
  };
}
