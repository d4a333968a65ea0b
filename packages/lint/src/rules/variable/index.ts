import type { LintRule } from '../../contract.ts';
import { inheritanceBlocked } from './inheritance-blocked/rule.ts';
import { inheritedWithoutEffect } from './inherited-without-effect/rule.ts';
import { noTtlOrSize } from './no-ttl-or-size/rule.ts';
import { readBeforeSet } from './read-before-set/rule.ts';
import { readNeverSet } from './read-never-set/rule.ts';
import { scopeDiffers } from './scope-differs/rule.ts';
import { setNeverRead } from './set-never-read/rule.ts';
import { setWithoutAppend } from './set-without-append/rule.ts';
import { settingsDiffer } from './settings-differ/rule.ts';
import { startValueIsSetValue } from './start-value-is-set-value/rule.ts';

export const variableRules: readonly LintRule[] = [
  inheritanceBlocked,
  noTtlOrSize,
  readBeforeSet,
  readNeverSet,
  scopeDiffers,
  setNeverRead,
  setWithoutAppend,
  settingsDiffer,
  startValueIsSetValue,
  inheritedWithoutEffect,
];
