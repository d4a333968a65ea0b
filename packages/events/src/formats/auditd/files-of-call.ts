import { type FileTold, NO_FILE } from '../../kernel-calls/call.ts';
import { inodeOf, type PathItem, subject, told } from './paths.ts';

/** Where a call looks paths up: `undefined` for a directory descriptor, of which the log has the number only. */
export const DIRECTORY_ARGUMENT: Readonly<Record<string, readonly number[]>> = {
  openat: [0],
  openat2: [0],
  unlinkat: [0],
  mkdirat: [0],
  fchmodat: [0],
  fchmodat2: [0],
  fchownat: [0],
  futimesat: [0],
  utimensat: [0],
  renameat: [0, 2],
  renameat2: [0, 2],
  linkat: [0, 2],
};
export const AT_FDCWD = 0xffff_ff9c;

/** Which of the looked up names a call is about, and where it puts it. */
export function filesOf(
  name: string,
  items: readonly PathItem[],
  directory: (at: number) => string | undefined,
): { readonly file: FileTold; readonly destination: FileTold } {
  switch (name) {
    case 'mount':
      // The mount point is looked up first, then what is mounted there.
      return { destination: told(items[0], directory(0)), file: told(items[1], directory(0)) };
    case 'rename':
    case 'renameat':
    case 'renameat2': {
      const made = items.find(({ kind }) => kind === 'CREATE') ?? lastUnnamed(items);
      // A file that was there under the new name is deleted as well.
      const gone = items.filter(({ kind }) => kind === 'DELETE');
      const inode = made === undefined ? undefined : inodeOf(made);
      const from = gone.find((each) => inode !== undefined && inodeOf(each) === inode) ?? gone[0];
      return {
        file: told(from ?? items.filter(({ kind }) => kind === undefined).at(-2), directory(0)),
        destination: told(made, directory(1)),
      };
    }
    case 'link':
    case 'linkat':
      return {
        file: told(subject(items, 'NORMAL'), directory(0)),
        destination: told(items.find(({ kind }) => kind === 'CREATE') ?? lastUnnamed(items), directory(1)),
      };
    default:
      return { file: told(subject(items, 'CREATE', 'DELETE'), directory(0)), destination: NO_FILE };
  }
}

function lastUnnamed(items: readonly PathItem[]): PathItem | undefined {
  return items.filter(({ kind }) => kind === undefined).at(-1);
}
