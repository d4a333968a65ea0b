import { describe, expect, it } from 'vitest';
import { shownFor } from './narrowed.ts';

describe('shownFor', () => {
  it.each([
    ['', 'process.file.name'],
    ['pfn', 'process.file.name'],
    ['PROC', 'process.file.name'],
    ['porc', 'process.file.name'],
    ['cred', 'os-credential-dumping T1003'],
  ])('%j still shows %s', (typed, offered) => expect(shownFor(typed)(offered)).toBe(true));

  it.each([
    ['x', 'process.file.name'],
    ['nfp', 'process.file.name'],
    ['rpoc', 'ptrace.request'],
    ['porcess.f', 'process.file.name'],
  ])('%j no longer shows %s', (typed, offered) => expect(shownFor(typed)(offered)).toBe(false));
});
