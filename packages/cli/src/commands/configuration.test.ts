import { join } from 'node:path';
import { describe } from 'vitest';
import { testDocument } from '../test-document.ts';

describe('the guide to secl.yaml', () =>
  testDocument(join(import.meta.dirname, '../../../../docs/guides/configuration.md')));
