import { pathOf } from './argument.ts';
import { file, happened, happening, IRRELEVANT, nameOf, type Reader, text, type Values } from './context.ts';

const mmap: Reader = (call, context) => {
  const descriptor = call.item(4);
  const path = pathOf(descriptor);
  // -1 stands for no file: memory of its own, which has neither path nor name.
  const isAnonymous = descriptor?.kind === 'number' && path === undefined;
  if (call.result.value === undefined) {
    return IRRELEVANT;
  }
  return mapped(
    isAnonymous ? '' : path,
    isAnonymous ? '' : nameOf(path, undefined),
    context.symbols.number(call.item(2)),
    context.symbols.number(call.item(3)),
    // An address is a success.
    call.result.error === '' ? 0 : call.result.value,
  );
};

const mapped = happening('mmap', 'file.path', 'file.name', 'protection', 'flags', 'retval');

const mprotect: Reader = (call, context) =>
  call.result.value === undefined
    ? IRRELEVANT
    : madeProtected(context.symbols.number(call.item(2)), call.result.value);

const madeProtected = happening('mprotect', 'req_protection', 'retval');

function load(values: Values, args: string | undefined, retval: number | bigint): ReturnType<Reader> {
  const list = args === undefined ? undefined : args.split(' ').filter((each) => each !== '');
  return happened('load_module', {
    ...values,
    'load_module.args': args,
    'load_module.argv': list,
    'load_module.retval': retval,
  });
}

const finitModule: Reader = (call) =>
  call.result.value === undefined
    ? IRRELEVANT
    : load(
        { ...file('load_module.file', pathOf(call.item(0))), 'load_module.loaded_from_memory': false },
        text(call.item(1)),
        call.result.value,
      );

const initModule: Reader = (call) =>
  call.result.value === undefined
    ? IRRELEVANT
    : load(
        { 'load_module.file.path': '', 'load_module.file.name': '', 'load_module.loaded_from_memory': true },
        text(call.item(2)),
        call.result.value,
      );

const deleteModule: Reader = (call) =>
  call.result.value === undefined
    ? IRRELEVANT
    : happened('unload_module', {
        'unload_module.name': text(call.item(0)),
        'unload_module.retval': call.result.value,
      });

const bpf: Reader = (call, context) => {
  const [command, attributes] = call.items;
  const fields = attributes?.kind === 'struct' ? attributes.fields : undefined;
  return call.result.value === undefined
    ? IRRELEVANT
    : happened('bpf', {
        'bpf.cmd': context.symbols.number(command),
        'bpf.map.type': context.symbols.number(fields?.get('map_type')),
        'bpf.map.name': text(fields?.get('map_name')),
        'bpf.prog.type': context.symbols.number(fields?.get('prog_type')),
        'bpf.prog.name': text(fields?.get('prog_name')),
        'bpf.prog.attach_type': context.symbols.number(
          fields?.get('attach_type') ?? fields?.get('expected_attach_type'),
        ),
        'bpf.retval': call.result.value,
      });
};

/** Calls about memory and the kernel itself, by their names. */
export const kernelCalls: Readonly<Record<string, Reader>> = {
  mmap,
  mmap2: mmap,
  mprotect,
  pkey_mprotect: mprotect,
  finit_module: finitModule,
  init_module: initModule,
  delete_module: deleteModule,
  bpf,
};
