import type { ProblemKind } from '@secl/text';

/** What can be wrong with a recording. One mistake costs one event; the other lines are still read. */
export const eventProblems = {
  'events/not-json': {
    severity: 'error',
    title: 'A line that is not JSON',
    message: 'this {unit} is not JSON; it is skipped',
    explanation:
      'A recording of canonical events has one JSON object a line. A line that was cut off when the recorder was ' +
      'stopped, or a message that a program printed in between, looks like this. The other lines are read.',
    avoid: '{"Type": "open", "Values": {"open.file.path": "/etc/sha',
    prefer: '{"Type": "open", "Values": {"open.file.path": "/etc/shadow"}}',
  },
  'events/not-an-event': {
    severity: 'error',
    title: 'JSON that is no event',
    message: '{what}; this event is skipped',
    explanation:
      'An event is an object with `Type` and `Values`, and maybe `Time`, `Host`, `Ancestors`, `Variables` and ' +
      '`Unknown`. Other keys are ignored, as agents do, unless they are one letter off.',
    avoid: '{"Type": "exec", "Ancestor": [{"comm": "nginx"}]}',
    prefer: '{"Type": "exec", "Values": {}, "Ancestors": [{"comm": "nginx"}]}',
  },
  'events/unknown-event-type': {
    severity: 'error',
    title: 'An event type that no agent has',
    message: 'no agent has an event type `{type}`{hint}; this event is skipped',
    explanation: 'No rule could ever see such an event. `secl fields` lists the event types.',
    avoid: '{"Type": "execve", "Values": {}}',
    prefer: '{"Type": "exec", "Values": {}}',
  },
  'events/unknown-field': {
    severity: 'error',
    title: 'A field that no agent has',
    message: 'no agent has a field `{field}`{hint}; this event is skipped',
    explanation:
      'The event is left out as a whole: without this value its verdicts could be wrong, and nobody would notice. ' +
      'Names of any agent version are accepted, legacy names as well.',
    avoid: '{"Type": "open", "Values": {"open.file.pth": "/etc/shadow"}}',
    prefer: '{"Type": "open", "Values": {"open.file.path": "/etc/shadow"}}',
  },
  'events/wrong-type': {
    severity: 'error',
    title: 'A value of another type',
    message: '`{field}` takes {expected}, this is {found}; the event is skipped',
    explanation:
      'Nothing is converted: `"0"` is not 0. One value may stand for a list of one. Write symbolic values such as ' +
      '`O_CREAT` as their number.',
    avoid: '{"Type": "open", "Values": {"open.flags": "O_CREAT"}}',
    prefer: '{"Type": "open", "Values": {"open.flags": 64}}',
  },
  'events/integer-range': {
    severity: 'error',
    title: 'An integer beyond 64 bits',
    message: '`{field}` takes a signed integer of 64 bits, {found} does not fit; the event is skipped',
    explanation: 'Agents hold every integer in 64 bits with a sign: up to 9223372036854775807.',
    avoid: '{"Type": "exec", "Values": {"process.pid": 18446744073709551615}}',
    prefer: '{"Type": "exec", "Values": {"process.pid": 4242}}',
  },
  'events/invalid-time': {
    severity: 'error',
    title: 'Not a time',
    message: '`Time` takes a time such as 2026-03-01T10:00:00.123456789Z; this event is skipped',
    explanation: 'The form is RFC 3339, with a zone and up to nine digits of a second.',
    avoid: '{"Type": "exec", "Time": "yesterday", "Values": {}}',
    prefer: '{"Type": "exec", "Time": "2026-03-01T10:00:00Z", "Values": {}}',
  },
  'events/unknown-pattern': {
    severity: 'error',
    title: '`Unknown` names nothing',
    message: '`{pattern}` in `Unknown` fits no field{hint}; this event is skipped',
    explanation:
      '`Unknown` lists fields that the source cannot know; `*` stands for any run of characters. A misspelled one ' +
      'would turn "cannot know" into "is zero".',
    avoid: '{"Type": "open", "Values": {}, "Unknown": ["open.flag"]}',
    prefer: '{"Type": "open", "Values": {}, "Unknown": ["open.flags"]}',
  },
  'events/given-twice': {
    severity: 'error',
    title: 'Elements given in two ways',
    message: 'the elements of `{iterator}` are given twice; this event is skipped',
    explanation:
      'The elements of an iterator come as a list under its name (`Ancestors` for `process.ancestors`), or as one ' +
      'element by values under its full field names. Not as both.',
    avoid: '{"Type": "exec", "Values": {"process.ancestors.pid": 1}, "Ancestors": [{"pid": 2}]}',
    prefer: '{"Type": "exec", "Values": {}, "Ancestors": [{"pid": 2}]}',
  },
  'events/too-long': {
    severity: 'error',
    title: 'A line beyond the limit',
    message: 'this {unit} has more than {limit}; it is skipped',
    explanation: 'No event comes near this size. The file may not be a recording, or has lost its line ends.',
    avoid: 'one line of 200 MB',
    prefer: 'one event a line',
  },
  'events/cut': {
    severity: 'warning',
    title: 'A recording that was cut',
    message: 'the recording ends in the middle: {detail}; what came before is used',
    explanation:
      'The recorder was stopped, a disk was full or a copy broke off. Events after this point are missing.',
    avoid: 'a gzip file without its end',
    prefer: 'a recording that ended by itself',
  },
  'events/unreadable': {
    severity: 'error',
    title: 'A recording that cannot be read',
    message: 'the recording cannot be read: {detail}',
    explanation: 'The file does not exist, may not be opened, or broke off before its first line.',
    avoid: 'secl replay --events /root/events.jsonl',
    prefer: 'sudo cat /root/events.jsonl | secl replay --events -',
  },
  'events/utf-16': {
    severity: 'info',
    title: 'A recording in UTF-16',
    message: 'this file is UTF-16 and is read as such',
    explanation: 'Windows PowerShell writes UTF-16 where `>` is used. Other tools expect UTF-8.',
    avoid: 'command > events.jsonl',
    prefer: 'command | Out-File -Encoding utf8 events.jsonl',
  },
  'events/strace-line': {
    severity: 'warning',
    title: 'A line that strace does not write',
    message: 'this is no line of strace that can be read; it is skipped',
    explanation:
      'Output of the traced program gets between the lines where both write to the terminal. Let strace write to a ' +
      'file of its own with `-o`.',
    avoid: 'strace -f make 2> trace.txt',
    prefer: 'strace -f -ttt -y -yy -v -s 4096 -o trace.txt make',
  },
  'events/strace-directory': {
    severity: 'warning',
    title: 'A change of directory that was not recorded',
    message:
      'the working directory is another one here, and no call before says so: relative paths may be wrong before this line',
    explanation:
      'Relative paths are read from the working directory, which is followed through `chdir` and `fchdir`. A recording ' +
      'that leaves one of them out (`-e trace=`) loses the way until strace next shows the directory itself. Said once.',
    avoid: 'strace -f -e trace=openat,mkdir,chdir …',
    prefer: 'strace -f -e trace=openat,mkdir,chdir,fchdir …',
  },
  'events/strace-resumed': {
    severity: 'warning',
    title: 'The end of a call without its beginning',
    message: '`{call}` ends here, but its beginning is not in the recording; the line is skipped',
    explanation:
      'strace prints a call in two parts when another thread gets in between. The first part is missing here.',
    avoid: 'tail -n 1000 trace.txt > part.txt',
    prefer: 'the whole recording',
  },
  'events/strace-unfinished': {
    severity: 'warning',
    title: 'A call that never ended',
    message: '`{call}` had not returned when the recording ended; the line is skipped',
    explanation: 'Whether it succeeded is not known, so it gives no event.',
    avoid: 'stopping strace in the middle',
    prefer: 'recording until the program has ended',
  },
  'events/auditd-line': {
    severity: 'warning',
    title: 'A line that the audit system does not write',
    message: 'this is no record of the audit system; it is skipped',
    explanation:
      'A record has a type and a stamp: `type=SYSCALL msg=audit(1700000000.123:42): …`. Reports of `aureport` and the ' +
      'formats `text` and `csv` of `ausearch` leave out what rules need.',
    avoid: 'ausearch --format text > log.txt',
    prefer: 'ausearch --raw > log.txt',
  },
  'events/auditd-incomplete': {
    severity: 'warning',
    title: 'Records without the call that they belong to',
    message: 'the SYSCALL record of this event is missing; what there is of it is skipped',
    explanation:
      'Records of one event share their stamp. That of the call says who did what; it was lost, was filtered out, or ' +
      'came more than two seconds of the log too late.',
    avoid: 'grep -v type=SYSCALL audit.log',
    prefer: 'ausearch --raw -m EXECVE   # brings all records of each event',
  },
  'events/tetragon-line': {
    severity: 'warning',
    title: 'A line that Tetragon does not export',
    message: 'this is no event of Tetragon that can be read; it is skipped',
    explanation:
      'Tetragon exports one JSON object an event, with its kind (`process_exec`, `process_kprobe`, …) and the process in ' +
      'it. Messages that Tetragon logs beside it, and lines that were cut, are none.',
    avoid: 'kubectl logs ds/tetragon > events.jsonl',
    prefer: 'kubectl logs ds/tetragon -c export-stdout > events.jsonl',
  },
  'events/scap-block': {
    severity: 'warning',
    title: 'A block of a capture that cannot be read',
    message: 'a block of this capture does not hold what it says; it is skipped',
    explanation:
      'The capture was damaged, or written by a version that puts other things there. The blocks after it are read.',
    avoid: 'a capture that a copy in text mode has changed',
    prefer: 'sysdig -w capture.scap',
  },
  'events/scap-event': {
    severity: 'warning',
    title: 'An event of a newer driver',
    message: 'this capture has an event of the type {number}, which is of a newer driver; it is skipped',
    explanation:
      'Drivers get new types of events with each version. What such an event tells is missing; nothing else is lost.',
    avoid: 'a capture of a driver that came out later',
    prefer: 'a version of this program that is newer than the driver',
  },
  'events/tracee-line': {
    severity: 'warning',
    title: 'A line that Tracee does not print',
    message: 'this is no event of Tracee that can be read; it is skipped',
    explanation:
      'Tracee prints one JSON object an event, with `eventName`, `hostProcessId` and `args`. What it logs beside it, and ' +
      'lines that were cut, are none.',
    avoid: 'tracee --output json > events.jsonl 2>&1',
    prefer: 'tracee --output json:events.jsonl',
  },
  'events/agent-event-line': {
    severity: 'warning',
    title: 'A line that is no event of the agent',
    message: 'this is no event of the security agent that can be read; it is skipped',
    explanation:
      'Events of the agent are objects with `agent`, `evt` and `process`, and more by the type of the event. Save them as ' +
      'they are, one a line or as an array.',
    avoid: '{"message": "a process ran", "tags": ["host:web-1"]}',
    prefer: '{"agent": {"rule_id": "my_rule"}, "evt": {"name": "exec"}, "process": {"pid": 42}}',
  },
  'events/other-platform': {
    severity: 'warning',
    title: 'An event of another platform',
    message: 'this event comes from {os}, but it is read as one of {platform}; it is skipped',
    explanation:
      'Linux and Windows agents have different event types and fields. `secl import --os windows` reads recordings of ' +
      'Windows; a replay takes the platform of its target.',
    avoid: 'secl import events-of-windows.jsonl',
    prefer: 'secl import --os windows events-of-windows.jsonl',
  },
  'events/bpftrace-line': {
    severity: 'warning',
    title: 'A line that our bpftrace script does not print',
    message: 'this is no line of the recording script; it is skipped',
    explanation:
      'The script prints tuples as JSON, which `bpftrace -f json` writes one a line. Something else got in between, or ' +
      'another script was running.',
    avoid: 'bpftrace -e "…" > recording.jsonl',
    prefer: 'secl record --with bpftrace --raw -o recording.jsonl --all',
  },
  'events/bpftrace-lost': {
    severity: 'warning',
    title: 'Events that were lost while recording',
    message: '{events} events were lost here, as they came faster than they were read',
    explanation:
      'The buffer between kernel and recorder was full. What the lost events would have told is missing, also about ' +
      'processes. A recording of less (`--pid`, a command) does not run over so soon.',
    avoid: 'secl record --all, on a busy machine',
    prefer: 'secl record --pid 4242',
  },
  'events/unknown-format': {
    severity: 'error',
    title: 'Not a recording that can be read',
    message: 'this is none of the formats that can be read: {formats}',
    explanation:
      'The format is told by the first lines. Name it if you know it; if the file starts with something else, cut ' +
      'that off.',
    avoid: 'GIF89a…',
    prefer: '{"Type": "exec", "Values": {"exec.file.path": "/usr/bin/id"}}',
  },
} as const satisfies Record<string, ProblemKind>;

export type EventProblemCode = keyof typeof eventProblems;
