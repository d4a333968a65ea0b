import { integerAt, type JsonObject, objectAt, objectsAt, textAt, textsAt } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { RecordElement } from '../../record.ts';
import {
  CREDENTIALS,
  DESTINATION,
  FILE,
  METADATA,
  NETWORK,
  OWN,
  SYSCALL,
  WITH_FILE,
  ZERO_ON_SUCCESS,
} from './linux-fields.ts';
import { addFields, type Fields } from './mapping.ts';
import { addFile, ancestorsOf, processFields } from './process.ts';

/** The fields of one event that are not about the process that caused it. */
export function linuxValues(
  type: string,
  top: JsonObject,
  process: JsonObject,
  names: NamesAsNumbers,
): Fields {
  const values: Fields = {};
  const own = OWN[type];
  const object = own === undefined ? undefined : own.at === '' ? top : objectAt(top, own.at);
  if (own !== undefined && object !== undefined) {
    addFields(values, `${type}.`, object, own.rows, names);
  }
  addAboutFile(values, type, top, names);
  const called = objectAt(objectAt(top, 'syscall'), type);
  const args = SYSCALL[type];
  if (called !== undefined && args !== undefined) {
    addFields(values, `${type}.`, called, args, names);
  }
  const after = objectAt(objectAt(process, 'credentials'), 'destination');
  const credentials = CREDENTIALS[type];
  if (after !== undefined && credentials !== undefined) {
    addFields(values, `${type}.`, after, credentials, names);
  }
  addNetwork(values, type, top, names);
  addOther(values, type, top, process, names);
  if (ZERO_ON_SUCCESS.has(type) && textAt(objectAt(top, 'evt'), 'outcome') === 'Success') {
    values[`${type}.retval`] = 0;
  }
  return values;
}

function addAboutFile(values: Fields, type: string, top: JsonObject, names: NamesAsNumbers): void {
  const file = objectAt(top, 'file');
  if (file === undefined || !WITH_FILE.includes(type)) {
    return;
  }
  addFile(values, `${type}.file.`, file, names);
  const flags = textsAt(file, 'flags');
  if (flags !== undefined) {
    const mask = names.mask(flags);
    if (mask !== undefined) {
      values[`${type}.flags`] = mask;
    }
  } else if (type === 'unlink' && file.flags === undefined) {
    values['unlink.flags'] = 0;
  }
  const destination = objectAt(file, 'destination');
  const rows = DESTINATION[type];
  if (destination === undefined || rows === undefined) {
    return;
  }
  if (rows === FILE) {
    addFile(values, `${type}.file.destination.`, destination, names);
  } else {
    addFields(values, `${type}.file.destination.`, destination, rows, names);
  }
}

function addNetwork(values: Fields, type: string, top: JsonObject, names: NamesAsNumbers): void {
  const network = objectAt(top, 'network');
  if (network !== undefined) {
    addFields(values, 'network.', network, NETWORK, names);
  }
  const packet = type === 'packet' ? objectAt(top, 'packet') : undefined;
  if (packet !== undefined) {
    addFields(values, 'packet.', packet, NETWORK, names);
    const version = names.one(textAt(objectAt(packet, 'tls'), 'version') ?? '');
    if (version !== undefined) {
      values['packet.tls.version'] = version;
    }
  }
}

/** What is not a value under a name: other processes, lists of names, the kinds of SELinux events. */
function addOther(
  values: Fields,
  type: string,
  top: JsonObject,
  process: JsonObject,
  names: NamesAsNumbers,
): void {
  switch (type) {
    case 'ptrace':
      addProcess(values, 'ptrace.tracee', objectAt(objectAt(top, 'ptrace'), 'tracee'), names);
      break;
    case 'signal':
      addProcess(values, 'signal.target', objectAt(objectAt(top, 'signal'), 'target'), names);
      break;
    case 'exec': {
      const executable = objectAt(process, 'executable');
      if (executable !== undefined) {
        addFields(values, 'exec.', executable, METADATA, names);
      }
      break;
    }
    case 'load_module': {
      const argv = values['load_module.argv'];
      if (Array.isArray(argv)) {
        values['load_module.args'] = argv.join(' ');
      }
      break;
    }
    case 'bpf': {
      const helpers = textsAt(objectAt(objectAt(top, 'bpf'), 'program'), 'helpers') ?? [];
      const numbers = helpers.map((name) => names.one(name));
      if (numbers.every((each) => each !== undefined)) {
        values['bpf.prog.helpers'] = numbers;
      }
      break;
    }
    case 'selinux': {
      const selinux = objectAt(top, 'selinux');
      values['selinux.bool.name'] = textAt(objectAt(selinux, 'bool'), 'name') ?? '';
      values['selinux.bool.state'] = textAt(objectAt(selinux, 'bool'), 'state') ?? '';
      values['selinux.enforce.status'] = textAt(objectAt(selinux, 'enforce'), 'status') ?? '';
      values['selinux.bool_commit.state'] = objectAt(selinux, 'bool_commit')?.state === true;
      break;
    }
    case 'network_flow_monitor':
      addFlows(values, objectAt(top, 'network_flow_monitor'), names);
      break;
  }
}

function addProcess(
  values: Fields,
  prefix: string,
  process: JsonObject | undefined,
  names: NamesAsNumbers,
): void {
  if (process === undefined) {
    return;
  }
  for (const [key, value] of Object.entries(processFields(process, false, 'linux', names))) {
    values[`${prefix}.${key}`] = value;
  }
  const { ancestors } = ancestorsOf(process, 'linux', names);
  if (ancestors.length > 0) {
    values[`${prefix}.ancestors`] = ancestors;
  }
}

function addFlows(values: Fields, monitor: JsonObject | undefined, names: NamesAsNumbers): void {
  const device = objectAt(monitor, 'device');
  if (device !== undefined) {
    values['network_flow_monitor.device.ifname'] = textAt(device, 'ifname') ?? '';
    values['network_flow_monitor.device.netns'] = integerAt(device, 'netns') ?? 0;
  }
  values['network_flow_monitor.flows'] = objectsAt(monitor, 'flows').map((flow): RecordElement => {
    const fields: Fields = {};
    addFields(
      fields,
      '',
      flow,
      NETWORK.filter(({ field }) => /^(?:l[34]_|source|destination)/.test(field)),
      names,
    );
    for (const direction of ['ingress', 'egress']) {
      const stats = objectAt(flow, direction);
      fields[`${direction}.data_size`] = integerAt(stats, 'data_size') ?? 0;
      fields[`${direction}.packet_count`] = integerAt(stats, 'packet_count') ?? 0;
    }
    return fields as RecordElement;
  });
}
