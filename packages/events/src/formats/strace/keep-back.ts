import type { ImportedRecord } from '../../importer.ts';
import type { Image, Process } from '../../process-tree.ts';
import type { RecordValue } from '../../record.ts';

interface Kept {
  readonly imported: ImportedRecord;
  readonly image: Image | undefined;
}

export interface KeptBack {
  /** Records in their order, or none while one waits. */
  pass(records: readonly ImportedRecord[], process: Process): readonly ImportedRecord[];
  release(): readonly ImportedRecord[];
}

const MOST = 100;

/**
 * A recording that begins with `execve("./run.sh", …)` shows the working directory only some lines later, with the
 * first `AT_FDCWD</dir>`. Its first records wait for that, a few at most, so that they have their path.
 */
export function keepBack(): KeptBack {
  let kept: Kept[] = [];
  let awaited: Image | undefined;
  const givenUp = new WeakSet<Image>();

  const release = (): readonly ImportedRecord[] => {
    const records = kept.map(({ imported, image }) => withPath(imported, image));
    kept = [];
    awaited = undefined;
    return records;
  };

  return {
    pass(records, process) {
      const { image } = process;
      if (
        awaited === undefined &&
        records.length > 0 &&
        image?.relativePath !== undefined &&
        !givenUp.has(image)
      ) {
        awaited = image;
      }
      if (awaited === undefined) {
        return records;
      }
      kept.push(...records.map((imported) => ({ imported, image })));
      if (awaited.relativePath !== undefined && kept.length < MOST) {
        return [];
      }
      givenUp.add(awaited);
      return release();
    },
    release,
  };
}

function withPath(imported: ImportedRecord, image: Image | undefined): ImportedRecord {
  const { record } = imported;
  if (image?.path === undefined || record.Values['process.file.path'] !== undefined) {
    return imported;
  }
  const Values: Record<string, RecordValue> = { ...record.Values, 'process.file.path': image.path };
  return { at: imported.at, record: { ...record, Values } };
}
