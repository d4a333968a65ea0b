import { join } from 'node:path';
import { describe } from 'vitest';
import { testDocument } from '../test-document.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/carriers.md')));
