import type { Values } from '../../kernel-calls/call.ts';
import { baseName } from '../../paths.ts';
import type { EventName } from './event-names.ts';
import { IRRELEVANT, type Meaning, type Reader } from './meanings.ts';
import type { Call } from './session.ts';

function loaded({ params }: Call, values: Values): Meaning {
  const result = params.number('res');
  const args = params.text('uargs');
  if (result === undefined) return IRRELEVANT;
  return {
    kind: 'event',
    type: 'load_module',
    values: {
      ...values,
      'load_module.args': args,
      'load_module.argv': args?.split(' ').filter((each) => each !== ''),
      'load_module.retval': result,
    },
  };
}

const fromFile: Reader = (call) => {
  const { params, process, session } = call;
  const path = session.descriptors.get(process.pid, params.number('fd'))?.path;
  return loaded(call, {
    ...(path !== undefined && { 'load_module.file.path': path, 'load_module.file.name': baseName(path) }),
    'load_module.loaded_from_memory': false,
  });
};

const fromMemory: Reader = (call) =>
  loaded(call, {
    'load_module.file.path': '',
    'load_module.file.name': '',
    'load_module.loaded_from_memory': true,
  });

const unloaded: Reader = ({ params }) => {
  const result = params.number('res');
  return result === undefined
    ? IRRELEVANT
    : {
        kind: 'event',
        type: 'unload_module',
        values: { 'unload_module.name': params.text('name'), 'unload_module.retval': result },
      };
};

/** Calls about modules of the kernel, by the names of their events. */
export const moduleCalls: Partial<Readonly<Record<EventName, Reader>>> = {
  init_module: fromMemory,
  finit_module: fromFile,
  delete_module: unloaded,
};
