import { integerAt, isIp, type JsonObject, objectsAt, textAt } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { Values } from '../meant.ts';
import { type EventReader, NOTHING } from './meaning.ts';

const CLASSES: Readonly<Record<string, string>> = {
  IN: 'CLASS_INET',
  CS: 'CLASS_CSNET',
  CH: 'CLASS_CHAOS',
  HS: 'CLASS_HESIOD',
  None: 'CLASS_NONE',
  Any: 'CLASS_ANY',
};

const RESPONSES: Readonly<Record<string, number>> = {
  'no error': 0,
  'format error': 1,
  'server failure': 2,
  'non-existent domain': 3,
  'not implemented': 4,
  'query refused': 5,
};

/** A question that is sent, or an answer that came; one event, about its first question, as agents have it. */
export const dns: EventReader = (given, names) => {
  const packet = given.object('proto_dns');
  const [question] = objectsAt(packet, 'questions');
  if (packet === undefined || question === undefined) {
    return NOTHING;
  }
  const isResponse = integerAt(packet, 'QR') === 1;
  const code = textAt(packet, 'responseCode')?.toLowerCase();
  return [
    {
      type: 'dns',
      values: {
        'dns.id': integerAt(packet, 'ID'),
        ...questionValues(
          textAt(question, 'name'),
          textAt(question, 'type'),
          textAt(question, 'class'),
          names,
        ),
        'dns.question.count': integerAt(packet, 'QDCount'),
        'dns.response.code': isResponse && code !== undefined ? RESPONSES[code] : undefined,
        'dns.response.ips': isResponse ? answered(packet) : undefined,
        ...ends(
          given.text('src'),
          given.text('dst'),
          given.integer('src_port'),
          given.integer('dst_port'),
          names,
        ),
      },
    },
  ];
};

function answered(packet: JsonObject): readonly string[] {
  return objectsAt(packet, 'answers')
    .map((answer) => textAt(answer, 'IP'))
    .filter(isIp);
}

/** `net_packet_dns_request`: the questions without the packet around them. */
export const dnsRequest: EventReader = (given, names) => {
  const questions = given.objects('dns_questions');
  const [question] = questions;
  const packet = given.object('metadata');
  return question === undefined
    ? NOTHING
    : [
        {
          type: 'dns',
          values: {
            ...questionValues(
              textAt(question, 'query'),
              textAt(question, 'query_type'),
              textAt(question, 'query_class'),
              names,
            ),
            'dns.question.count': questions.length,
            ...ends(
              textAt(packet, 'src_ip'),
              textAt(packet, 'dst_ip'),
              integerAt(packet, 'src_port'),
              integerAt(packet, 'dst_port'),
              names,
            ),
          },
        },
      ];
};

function questionValues(
  name: string | undefined,
  type: string | undefined,
  recordClass: string | undefined,
  names: NamesAsNumbers,
): Values {
  return {
    'dns.question.name': name,
    'dns.question.type': type === undefined ? undefined : names.one(type),
    'dns.question.class': names.one(CLASSES[recordClass ?? ''] ?? ''),
  };
}

function ends(
  from: string | undefined,
  to: string | undefined,
  fromPort: number | bigint | undefined,
  toPort: number | bigint | undefined,
  names: NamesAsNumbers,
): Values {
  const isKnown = isIp(from) && isIp(to);
  return {
    'network.source.ip': isKnown ? from : undefined,
    'network.source.port': fromPort,
    'network.destination.ip': isKnown ? to : undefined,
    'network.destination.port': toPort,
    'network.l3_protocol': isKnown ? names.one(to.includes(':') ? 'ETH_P_IPV6' : 'ETH_P_IP') : undefined,
  };
}
