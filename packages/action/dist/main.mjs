// src/main.ts
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// ../text/src/problem.ts
function fillMessage(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// ../text/src/problems.ts
var textProblems = {
  "text/yaml-syntax": {
    severity: "error",
    title: "Not valid YAML",
    message: "not valid YAML: {detail}",
    explanation: "The file breaks a rule of YAML here. An agent that meets a YAML error loses the whole file, every rule in it. The items before and after the mistake are still read here, so that their own problems show.",
    avoid: 'rules:\n  - id: "open\n    expression: open.file.path == "/etc/shadow"\n',
    prefer: `rules:
  - id: open
    expression: 'open.file.path == "/etc/shadow"'
`
  },
  "text/yaml-indentation": {
    severity: "error",
    title: "Wrong indentation",
    message: "wrong indentation: {detail}",
    explanation: "What belongs to one mapping or list starts at the same column, and what belongs to an entry stands further right than it. An agent that meets a YAML error loses the whole file.",
    avoid: "rules:\n  - id: shadow\n    tags:\n      team: web\n     every: 10m\n",
    prefer: "rules:\n  - id: shadow\n    tags:\n      team: web\n    every: 10m\n"
  },
  "text/yaml-tab": {
    severity: "error",
    title: "A tab where blanks are due",
    message: "a tab cannot indent YAML; write blanks",
    explanation: "YAML forbids tabs in indentation, because editors disagree about their width. Agents also refuse one on a line that is blank otherwise, before a comment and behind a dash. An agent that meets one loses the whole file.",
    avoid: "rules:\n	- id: shadow\n",
    prefer: "rules:\n  - id: shadow\n"
  },
  "text/duplicate-key": {
    severity: "error",
    title: "A key stands twice",
    message: "`{key}` stands twice in this mapping",
    explanation: "A mapping has each key once. Agents do not choose one of the two: they lose the whole file. Remove one of them, or merge what they say.",
    avoid: "rules:\n  - id: shadow\n    id: passwd\n",
    prefer: "rules:\n  - id: shadow\n  - id: passwd\n"
  },
  "text/yaml-key": {
    severity: "error",
    title: "A key that is not text",
    message: "a key must be text here; this is {found}",
    explanation: "YAML allows a list or a mapping as a key. No key of a policy is one, and an agent cannot read it. It is often a forgotten quote: `{{ name }}` from a template is a mapping in a mapping.",
    avoid: "{{ name }}: value\n",
    prefer: '"{{ name }}": value\n'
  },
  "text/yaml-alias": {
    severity: "error",
    title: "An alias that leads nowhere",
    message: "`*{name}` {detail}",
    explanation: "An alias repeats what an anchor of the same name marked further up. The anchor must come before it and may not stand around it.",
    avoid: "tags: *common\n",
    prefer: "first: &common { team: a }\nsecond: *common\n"
  },
  "text/yaml-alias-size": {
    severity: "error",
    title: "Aliases that multiply",
    message: "aliases make this document larger than {limit} values; this one is left out",
    explanation: 'A few lines of aliases of aliases stand for billions of values. Readers stop at some size; agents report "document contains excessive aliasing" and lose the file.',
    avoid: "nine lists of nine aliases, each of the list before",
    prefer: "one list that is written out"
  },
  "text/yaml-merge": {
    severity: "error",
    title: "A merge key without a mapping",
    message: "`<<` takes a mapping or a list of mappings",
    explanation: "The merge key `<<` adds the entries of another mapping, usually by an alias. Nothing else fits there.",
    avoid: "rule:\n  <<: name\n",
    prefer: "base: &base { every: 10m }\nrule:\n  <<: *base\n"
  },
  "text/yaml-documents": {
    severity: "warning",
    title: "More than one document",
    message: "only the first YAML document is read; what follows this `---` is ignored",
    explanation: "A line `---` starts a new document in the same file. Agents read the first and say nothing about the others, so rules below the line do not exist for them.",
    avoid: "rules: []\n---\nrules:\n  - id: never\n",
    prefer: "rules:\n  - id: now\n"
  },
  "text/yaml-agent": {
    severity: "error",
    title: "YAML that agents do not read",
    message: "agents do not read this YAML: {detail}",
    explanation: "Go reads YAML with a library of its own ways: in brackets and braces a `?` ends a text without quotes, none begins with `:`, and `[` and `{` need a blank between them and the `:` of their key. Other readers take these; an agent loses the whole file.",
    avoid: 'rules:\n  - {id: a, expression: exec.comm =~ r"ba?sh"}\n',
    prefer: `rules:
  - {id: a, expression: 'exec.comm =~ r"ba?sh"'}
`
  },
  "text/yaml-rest": {
    severity: "warning",
    title: "Lines behind the end of the file",
    message: "for agents the file ends before this line: what follows is not read",
    explanation: "The first key of a file sets its column, and a line further left ends it; so does the bracket that closes the first one. Agents read what stands before and say nothing about the rest.",
    avoid: "  rules: []\nmacros:\n  - id: never\n    values: [a]\n",
    prefer: "rules: []\nmacros:\n  - id: now\n    values: [a]\n"
  },
  "text/control-character": {
    severity: "error",
    title: "A control character",
    message: "the character {character} cannot stand in a YAML file",
    explanation: "YAML admits no control characters but tab and line breaks. Agents lose the whole file. Inside double quotes such a character can be written as an escape: `\\x1b`.",
    avoid: "description: a raw escape character\n",
    prefer: 'description: "\\x1b[0m"\n'
  },
  "text/unicode-line-break": {
    severity: "warning",
    title: "A line break of Unicode",
    message: "agents take the character {character} for a line break",
    explanation: "The characters U+0085, U+2028 and U+2029 look like blanks or like nothing. The YAML reader of the agents ends a line there, other readers do not, so the file does not mean the same to everybody.",
    avoid: "description: a line separator in the middle\n",
    prefer: 'description: "\\u2028"\n'
  },
  "text/too-large": {
    severity: "error",
    title: "Too large to read",
    message: "this has {size} characters, more than the {limit} that are read",
    explanation: "A policy has a few hundred thousand characters. A file of this size is something else.",
    avoid: "a file of 200 MB",
    prefer: "several files"
  },
  "text/too-deep": {
    severity: "error",
    title: "Nested too deeply",
    message: "lists and mappings are nested more than {limit} deep",
    explanation: "No policy, recording or state nests like this. Reading stops here to stay safe.",
    avoid: "[[[[[[ \u2026 ]]]]]]",
    prefer: "[ \u2026 ]"
  },
  "text/yaml-unreadable": {
    severity: "error",
    title: "The YAML reader gave up",
    message: "this YAML could not be read: {detail}",
    explanation: "The reader met something it was not made for. Please report the file if you can share it.",
    avoid: "",
    prefer: ""
  },
  "text/binary": {
    severity: "error",
    title: "Not a text file",
    message: "this is not text: it holds a NUL character",
    explanation: "The file looks like a program, an archive or an image. Agents cannot read it either.",
    avoid: "",
    prefer: ""
  },
  "text/not-utf8": {
    severity: "error",
    title: "Not UTF-8",
    message: "the bytes here are not UTF-8",
    explanation: "Files are read as UTF-8, or as UTF-16 when they start with a byte order mark. These bytes are neither; an editor of the past may have saved the file as Latin-1. Agents lose the whole file.",
    avoid: "a file saved as Latin-1",
    prefer: "the same file saved as UTF-8"
  },
  "text/utf16": {
    severity: "info",
    title: "UTF-16",
    message: "this file is UTF-16; UTF-8 is what other tools expect",
    explanation: "The byte order mark says UTF-16, and agents read that. Most other tools around policies do not.",
    avoid: 'a file saved as "Unicode"',
    prefer: "the same file saved as UTF-8"
  },
  "text/json-syntax": {
    severity: "error",
    title: "Not valid JSON",
    message: "not valid JSON: {detail}",
    explanation: "JSON is strict: double quotes around keys and texts, commas between, none behind the last, no comments.",
    avoid: "{ 'a': 1, }",
    prefer: '{ "a": 1 }'
  },
  "text/hcl-syntax": {
    severity: "error",
    title: "Not valid HCL",
    message: "not valid HCL: {detail}",
    explanation: "Terraform reads nothing of a file with a mistake in it, so no rule of the file is created or changed. Here the other attributes and blocks are still read, so that their own problems show.",
    avoid: 'resource "datadog_csm_threats_agent_rule" "shadow" {\n  name = shadow"\n}\n',
    prefer: 'resource "datadog_csm_threats_agent_rule" "shadow" {\n  name = "shadow"\n}\n'
  }
};

// ../text/src/report.ts
function textProblem(code, place, values = {}, related = []) {
  const kind = textProblems[code];
  return { code, severity: kind.severity, message: fillMessage(kind.message, values), place, related };
}

// ../text/src/hostile.ts
var invisible = /[\0-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
var names = { "\n": "\\n", "\r": "\\r", "	": "\\t", "\0": "\\0" };
function escapeOf(char) {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return names[char] ?? (code < 256 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`);
}
function visible(text) {
  return text.replace(invisible, escapeOf);
}
var htmlEscapes = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
function forMarkdown(text) {
  return visible(text).replace(/[\\`*_{}[\]()+\-.!|~=^$:>/]/g, "\\$&").replace(/[&<"']/g, (char) => htmlEscapes[char] ?? char).replace(/[@#]/g, "$&\u2060");
}
function forMarkdownCode(text, place = "table") {
  const shown2 = place === "table" ? visible(text).replaceAll("|", "\\|") : visible(text);
  const longest = Math.max(0, ...(shown2.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown2 === "" || /^[` ]|[` ]$/.test(shown2) ? " " : "";
  return `${fence}${pad}${shown2}${pad}${fence}`;
}
function forMarkdownBlock(text, language = "") {
  const lines2 = text.split(/\r\n|\r|\n/).map((line) => line.split("	").map(visible).join("	"));
  const shown2 = lines2.join("\n");
  const longest = Math.max(2, ...(shown2.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}
${shown2}
${fence}`;
}
function forMarkdownMessage(message, place = "table") {
  return message.split("`").map((part, index, parts) => {
    if (index % 2 === 0) return forMarkdown(part);
    return index === parts.length - 1 ? forMarkdown(`\`${part}`) : forMarkdownCode(part, place);
  }).join("");
}
function forWorkflowCommand(text) {
  const lines2 = text.split(/\r\n|\r|\n/).map((line) => visible(line).replaceAll("%", "%25"));
  return lines2.join("%0A");
}
function forWorkflowProperty(text) {
  return forWorkflowCommand(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// ../text/src/line-index.ts
function createLineIndex(text) {
  return indexOf(text, Uint32Array.from(lineStarts(text)));
}
function indexOf(text, starts) {
  const startOf = (line) => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;
  const within = (offset) => Math.min(Math.max(offset, 0), text.length);
  function lineRange(line) {
    const start = startOf(line);
    const next = starts[Math.min(Math.max(line, 1), starts.length)];
    if (next === void 0) return { start, end: text.length };
    return { start, end: next - (text.startsWith("\r\n", next - 2) ? 2 : 1) };
  }
  return {
    lineCount: starts.length,
    lineRange,
    startOf,
    lineAt: (offset) => lineOf(starts, within(offset)),
    positionAt(offset) {
      const at = within(offset);
      const line = lineOf(starts, at);
      const start = startOf(line);
      return { line, column: at - start + 1, characterColumn: characters(text, start, at) + 1 };
    },
    offsetAt(line, column) {
      const { start, end } = lineRange(line);
      return Math.min(start + Math.max(column, 1) - 1, end);
    },
    edited: (edit, after) => indexOf(after, startsAfter(starts, edit, after))
  };
}
function startsAfter(starts, { range, text: inserted }, after) {
  const kept = Math.max(lineOf(starts, range.start) - 1, 1);
  const behind = starts.subarray(lineOf(starts, range.end));
  const moved2 = inserted.length - (range.end - range.start);
  const from = starts[kept - 1] ?? 0;
  const to = (behind[0] ?? after.length - moved2) + moved2;
  const between = lineStarts(after.slice(from, to)).slice(1).map((start) => from + start).filter((start) => behind.length === 0 || start < to);
  const result = new Uint32Array(kept + between.length + behind.length);
  result.set(starts.subarray(0, kept));
  result.set(between, kept);
  for (let at = 0, to2 = kept + between.length; at < behind.length; at++, to2++)
    result[to2] = (behind[at] ?? 0) + moved2;
  return result;
}
function lineStarts(text) {
  const starts = [0];
  if (text.includes("\r") && /\r(?!\n)/.test(text)) {
    for (const match2 of text.matchAll(/\r\n?|\n/g)) starts.push(match2.index + match2[0].length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
function lineOf(starts, offset) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
function characters(text, from, to) {
  let count2 = 0;
  for (let at = from; at < to; count2++) at += (text.codePointAt(at) ?? 0) > 65535 ? 2 : 1;
  return count2;
}

// ../text/src/json/json-reader.ts
var blanks = /[ \t\n\r]*/y;
var string = /"[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\0-\x1f]*)*"/y;
var number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])/y;
var word = /(?:true|false|null)(?!\w)/y;
var wrong = /[^\s,:[\]{}"]+|./suy;
function walkJson(text, events, deepest) {
  const open = [];
  let at = text.charCodeAt(0) === 65279 ? 1 : 0;
  let expected = "value";
  const behindValue = () => {
    const top = open.at(-1);
    return top === void 0 ? "end" : top === "object" ? ", or }" : ", or ]";
  };
  for (; ; ) {
    at = match(blanks, text, at) ?? at;
    if (at >= text.length) {
      if (expected === "end") return void 0;
      return {
        kind: "syntax",
        range: { start: at, end: at },
        detail: `the text ends where ${due[expected]} is due`
      };
    }
    const char = text[at] ?? "";
    const mayClose = expected.endsWith(char) && (char === "]" || char === "}");
    if (mayClose) {
      open.pop();
      events.close(++at);
      expected = behindValue();
    } else if (expected === ", or ]" || expected === ", or }") {
      if (char !== ",") return mistake(text, at, expected);
      at++;
      expected = expected === ", or }" ? "key" : "value";
    } else if (expected === ":") {
      if (char !== ":") return mistake(text, at, expected);
      at++;
      expected = "value";
    } else if (expected === "key" || expected === "key or }") {
      const end = match(string, text, at);
      if (end === void 0) return mistake(text, at, expected);
      events.key({ start: at, end });
      at = end;
      expected = ":";
    } else if (expected === "end") {
      return mistake(text, at, expected);
    } else if (char === "{" || char === "[") {
      if (open.length >= deepest)
        return { kind: "depth", range: { start: at, end: at + 1 }, detail: "nested too deeply" };
      const kind = char === "{" ? "object" : "array";
      open.push(kind);
      events.open(kind, at++);
      expected = kind === "object" ? "key or }" : "value or ]";
    } else {
      const kind = char === '"' ? "string" : /[-0-9]/.test(char) ? "number" : "word";
      const end = match(patterns[kind], text, at);
      if (end === void 0) return mistake(text, at, expected);
      events.value(kind, { start: at, end });
      at = end;
      expected = behindValue();
    }
  }
}
var patterns = { string, number, word };
var due = {
  value: "a value",
  "value or ]": "a value or `]`",
  key: "a key in double quotes",
  "key or }": "a key in double quotes or `}`",
  ":": "`:`",
  ", or ]": "`,` or `]`",
  ", or }": "`,` or `}`",
  end: "the end of the text"
};
function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : void 0;
}
function mistake(text, at, expected) {
  if (text[at] === '"' && match(string, text, at) === void 0) {
    return { kind: "syntax", range: { start: at, end: at + 1 }, detail: stringMistake(text, at) };
  }
  const end = Math.min(match(wrong, text, at) ?? at + 1, at + 40);
  return {
    kind: "syntax",
    range: { start: at, end },
    detail: `\`${text.slice(at, end)}\` stands where ${due[expected]} is due`
  };
}
function stringMistake(text, at) {
  const end = /["\0-\x1f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(
    text.slice(at + 1).replace(/\\["\\]/g, "  ")
  );
  if (end === null) return "this string has no closing quote";
  if (end[0] === "\\") return "this string has an escape that JSON does not know";
  return "this string holds a line break or a control character; write it as an escape";
}

// ../text/src/json/parse-json.ts
function parseJson(text) {
  try {
    return { ok: true, value: JSON.parse(text.charCodeAt(0) === 65279 ? text.slice(1) : text) };
  } catch (error) {
    return failure(text, error);
  }
}
function failure(text, error) {
  const ignore = () => void 0;
  const events = { open: ignore, close: ignore, key: ignore, value: ignore };
  const fallback = {
    range: { start: 0, end: 0 },
    detail: error instanceof Error ? error.message : String(error)
  };
  const { range, detail } = walkJson(text, events, Number.POSITIVE_INFINITY) ?? fallback;
  const problem = textProblem("text/json-syntax", range, { detail });
  return { ok: false, problem, position: createLineIndex(text).positionAt(range.start) };
}

// src/annotations.ts
var commands = { error: "error", warning: "warning", info: "notice" };
var mostOfLevel = 10;
function annotations(findings, taken) {
  const shown2 = ["error", "warning", "info"].flatMap((severity) => {
    const room = mostOfLevel - taken.filter((each) => each === severity).length;
    return findings.filter((finding) => finding.severity === severity).slice(0, Math.max(0, room));
  });
  return { lines: shown2.map(annotation), left: findings.length - shown2.length };
}
function annotation({ severity, code, message, place: { file, start, end } }) {
  const properties = {
    file,
    line: start.line,
    endLine: end.line,
    // Columns make sense to GitHub within one line only.
    ...start.line === end.line ? { col: start.column, endColumn: end.column } : {},
    title: code
  };
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${forWorkflowProperty(String(value))}`
  );
  return `::${commands[severity]} ${written.join(",")}::${forWorkflowCommand(message)}`;
}
function noticeLine({ severity, message }) {
  return `::${commands[severity]} title=secl::${forWorkflowCommand(message)}`;
}

// src/base.ts
async function baseOf(world, inputs, event, cwd) {
  const name = inputs.base || (event.kind === "pull-request" ? event.base : "");
  if (name === "") return { kind: "none" };
  if (name.startsWith("-") || /[\s\0]|\.\./.test(name))
    return { kind: "missing", why: `input base: ${name} is no commit, branch or tag` };
  const commit = await idFrom(
    world,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`],
    cwd
  );
  const common = commit === void 0 ? void 0 : await idFrom(world, ["merge-base", commit, "HEAD"], cwd);
  if (common !== void 0) return { kind: "commit", id: common };
  return { kind: "missing", why: `${shown(name)} is not in this clone${await wayOut(world, cwd)}` };
}
function headOf(world, cwd) {
  return idFrom(world, ["rev-parse", "--verify", "--quiet", "HEAD"], cwd);
}
async function idFrom({ git }, args, cwd) {
  const { code, stdout } = await git(args, cwd);
  return code === 0 ? /^[0-9a-f]{40,64}/.exec(stdout)?.[0] : void 0;
}
async function wayOut({ git }, cwd) {
  const shallow = await git(["rev-parse", "--is-shallow-repository"], cwd);
  if (shallow.code !== 0) return `: git says ${shallow.stderr.trim().split("\n")[0] ?? "nothing"}`;
  return shallow.stdout.trim() === "true" ? ", which is shallow: give actions/checkout `fetch-depth: 0`" : ", or has no commit in common with it";
}
var shown = (name) => /^[0-9a-f]{40,64}$/.test(name) ? `the base commit ${name.slice(0, 7)}` : `the base ${name}`;

// src/json-at.ts
function valueAt(value, ...keys) {
  return keys.reduce(
    (at, key) => typeof at === "object" && at !== null ? Reflect.get(at, key) : void 0,
    value
  );
}
function textAt(value, ...keys) {
  const found = valueAt(value, ...keys);
  return typeof found === "string" ? found : void 0;
}
function numberAt(value, ...keys) {
  const found = valueAt(value, ...keys);
  return typeof found === "number" ? found : void 0;
}

// src/comment.ts
var perPage = 100;
async function tell(call, thread, text, worthwhile) {
  const issue = `/repos/${thread.repository}/issues/${thread.number}/comments`;
  const body = `${marker(thread)}
${text}`;
  const found = await earlier(call, issue, thread);
  if (!found.ok) return refused(found);
  const id = numberAt(found.value, "id");
  if (id === void 0 && !worthwhile) return void 0;
  const answer = id === void 0 ? await call("POST", issue, { body }) : await call("PATCH", `/repos/${thread.repository}/issues/comments/${id}`, { body });
  return answer.ok ? { ok: true, address: textAt(answer.value, "html_url") ?? "" } : refused(answer);
}
var marker = ({ key }) => `<!-- secl-toolkit: ${key.replace(/[^\w./]+/g, "-")} -->`;
async function earlier(call, issue, thread) {
  const begin = marker(thread);
  let own;
  for (let page2 = 1; ; page2 += 1) {
    const answer = await call("GET", `${issue}?per_page=${perPage}&page=${page2}`);
    if (!answer.ok) return answer;
    const comments2 = Array.isArray(answer.value) ? answer.value : [];
    for (const comment2 of comments2) {
      if (textAt(comment2, "body")?.startsWith(begin) !== true) continue;
      if (textAt(comment2, "user", "type") === "Bot") return { ok: true, value: comment2 };
      own ??= await ownName(call);
      if (textAt(comment2, "user", "login") === own) return { ok: true, value: comment2 };
    }
    if (comments2.length < perPage) return { ok: true, value: void 0 };
  }
}
async function ownName(call) {
  const answer = await call("GET", "/user");
  return answer.ok ? textAt(answer.value, "login") ?? "" : "";
}
function refused(answer) {
  const hint = answer.status === 401 || answer.status === 403 || answer.status === 404 ? "; it needs `permissions: pull-requests: write`" : "";
  return { ok: false, message: `GitHub does not take the comment (${answer.message})${hint}` };
}

// src/lint-report.ts
function readLintReport(stdout) {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, "schemaVersion") !== 1) return void 0;
  if (!Array.isArray(valueAt(parsed.value, "findings"))) return void 0;
  return parsed.value;
}
function fromRoot(report2, directory) {
  if (directory === ".") return report2;
  const moved2 = (place) => ({ ...place, file: pathFromRoot(place.file, directory) });
  return {
    ...report2,
    findings: report2.findings.map((finding) => ({
      ...finding,
      place: moved2(finding.place),
      ...finding.fix === void 0 ? {} : {
        fix: {
          ...finding.fix,
          edits: finding.fix.edits.map(({ place, text }) => ({ place: moved2(place), text }))
        }
      }
    }))
  };
}
function pathFromRoot(file, directory) {
  if (directory === "." || file.startsWith("/")) return file;
  const segments = directory.split("/");
  for (const segment of file.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

// src/sarif.ts
function sarifFromRoot(text, directory) {
  const parsed = parseJson(text);
  if (!parsed.ok) return void 0;
  if (directory === ".") return text;
  const folder = directory.split("/").map(encodeURIComponent).join("/");
  return `${JSON.stringify(moved(parsed.value, folder), void 0, 2)}
`;
}
function moved(value, folder) {
  if (Array.isArray(value)) return value.map((each) => moved(each, folder));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "artifactLocation" ? address(each, folder) : moved(each, folder)
    ])
  );
}
function address(location, folder) {
  if (typeof location !== "object" || location === null || !("uri" in location)) return location;
  const { uri } = location;
  const isRelative = typeof uri === "string" && !uri.includes("://");
  return isRelative ? { ...location, uri: pathFromRoot(uri, folder) } : location;
}

// src/lint.ts
function lint(world, inputs, base, cwd) {
  return outcome(world, lintArguments(inputs, base, "json"), cwd, (stdout) => {
    const report2 = readLintReport(stdout);
    return report2 === void 0 ? void 0 : fromRoot(report2, inputs.workingDirectory);
  });
}
async function writeSarif(world, inputs, base, cwd) {
  const folder = world.env.RUNNER_TEMP ?? "";
  if (folder === "") return void 0;
  const { stdout } = await world.secl(lintArguments(inputs, base, "sarif"), cwd);
  const text = sarifFromRoot(stdout, inputs.workingDirectory);
  if (text === void 0) return void 0;
  const name = inputs.workingDirectory === "." ? "secl" : `secl-${inputs.workingDirectory.replace(/[^\w.-]+/g, "-")}`;
  const path = `${folder}/${name}.sarif`;
  await world.write(path, text);
  return path;
}
function lintArguments(inputs, base, format) {
  return [
    "lint",
    "--no-cache",
    `--format=${format}`,
    ...targets(inputs),
    ...inputs.preset === "" ? [] : [`--preset=${inputs.preset}`],
    ...inputs.failOn === "" ? [] : [`--fail-on=${inputs.failOn}`],
    ...inputs.changedOnly && base.kind === "commit" ? [`--changed-since=${base.id}`] : [],
    // Names of files may look like flags, and come from whoever opened the pull request.
    "--",
    ...inputs.paths
  ];
}
var targets = ({ agent }) => agent === "" ? [] : [`--agent=${agent}`];
async function outcome(world, args, cwd, read) {
  const { code, stdout, stderr } = await world.secl(args, cwd);
  const report2 = read(stdout);
  if (report2 !== void 0) return { kind: "report", report: report2, code };
  const said = stderr.trim() || `secl ${args[0] ?? ""} ended with ${code} and said nothing`;
  return { kind: "failed", message: said, code: code === 0 ? 3 : code };
}

// src/diff.ts
async function diff(world, inputs, base, cwd) {
  if (!inputs.diff || base.kind !== "commit") return void 0;
  const args = (format) => [
    "diff",
    `--format=${format}`,
    ...targets(inputs),
    ...inputs.recordings.map((path) => `--recording=${path}`),
    ...inputs.failOnChange === "" ? [] : [`--fail-on=${inputs.failOnChange}`],
    "--",
    base.id,
    ...inputs.paths
  ];
  const kinds = await outcome(world, args("json"), cwd, kindsOf);
  if (kinds.kind === "failed") return kinds;
  if (kinds.report.length === 0) return { ...kinds, report: { kinds: [], markdown: "" } };
  const { stdout } = await world.secl(args("markdown"), cwd);
  const markdown = stdout.replace(/^### .*\n+/, "").replace(/^\w+ → the working tree\n+/m, "");
  return { ...kinds, report: { kinds: kinds.report, markdown: markdown.trim() } };
}
function kindsOf(stdout) {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, "schemaVersion") !== 1) return void 0;
  const kinds = valueAt(parsed.value, "kinds");
  return Array.isArray(kinds) ? kinds.map(String) : void 0;
}

// src/event.ts
async function readEvent({ env, read }) {
  const name = env.GITHUB_EVENT_NAME ?? "";
  if (name === "pull_request_target") return { kind: "privileged" };
  const text = await read(env.GITHUB_EVENT_PATH ?? "");
  const parsed = parseJson(text ?? "");
  if (!name.startsWith("pull_request") || !parsed.ok) return { kind: "other" };
  const payload = parsed.value;
  const number2 = numberAt(payload, "pull_request", "number");
  const base = textAt(payload, "pull_request", "base", "sha");
  if (number2 === void 0 || base === void 0 || !/^[0-9a-f]{40,64}$/.test(base)) return { kind: "other" };
  const home = textAt(payload, "pull_request", "base", "repo", "full_name");
  const from = textAt(payload, "pull_request", "head", "repo", "full_name");
  return { kind: "pull-request", number: number2, base, fork: from === void 0 || from !== home };
}

// src/github-api.ts
var patience = 3e4;
function githubApi({ env, fetch: fetch2 }, token) {
  const home = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  return async (method, path, body) => {
    try {
      const response = await fetch2(`${home}${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "secl-toolkit",
          "x-github-api-version": "2022-11-28",
          ...body === void 0 ? {} : { "content-type": "application/json" }
        },
        ...body === void 0 ? {} : { body: JSON.stringify(body) },
        signal: AbortSignal.timeout(patience)
      });
      const parsed = parseJson(await response.text());
      const value = parsed.ok ? parsed.value : void 0;
      if (response.ok && parsed.ok) return { ok: true, value };
      const said = textAt(value, "message") ?? "no reason given";
      return { ok: false, status: response.status, message: `${response.status}: ${said}` };
    } catch (error) {
      const { message, cause } = error instanceof Error ? error : { message: String(error), cause: void 0 };
      const why = cause instanceof Error ? `${message} (${cause.message})` : message;
      return { ok: false, status: 0, message: why };
    }
  };
}

// src/inputs.ts
function readInputs(env) {
  const text = (name) => (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const wrong2 = [];
  const truth = (name, otherwise) => {
    const said = text(name).toLowerCase();
    if (said !== "" && said !== "true" && said !== "false")
      wrong2.push(`input ${name} is true or false, and not "${text(name)}"`);
    return said === "" ? otherwise : said === "true";
  };
  const directory = normal(text("working-directory"));
  if (directory === void 0)
    wrong2.push("input working-directory is a directory of the repository, without `..`");
  const inputs = {
    paths: lines(text("paths")),
    workingDirectory: directory ?? ".",
    agent: text("agent"),
    preset: text("preset"),
    failOn: text("fail-on"),
    changedOnly: truth("changed-only", false),
    base: text("base"),
    diff: truth("diff", true),
    test: truth("test", true),
    recordings: lines(text("recordings")),
    failOnChange: text("fail-on-change"),
    comment: truth("comment", true),
    token: text("token")
  };
  return wrong2.length === 0 ? { ok: true, value: inputs } : { ok: false, message: wrong2.join("; ") };
}
var lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
function normal(path) {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..") || /^([\\/]|[A-Za-z]:)/.test(path)) return void 0;
  return segments.join("/") || ".";
}

// src/page/links.ts
function linksOf({ env }, commit) {
  const server = env.GITHUB_SERVER_URL ?? "https://github.com";
  const home = env.GITHUB_REPOSITORY;
  const toolkit = env.GITHUB_ACTION_REPOSITORY;
  const version = env.GITHUB_ACTION_REF;
  const at = (...segments) => [server, ...segments.flatMap((segment) => segment.split("/")).map(encoded)].join("/");
  return {
    lines({ file, start, end }) {
      if (!home || commit === void 0 || file.startsWith("/")) return void 0;
      const last = end.line > start.line ? `-L${end.line}` : "";
      return `${at(home, "blob", commit, file)}#L${start.line}${last}`;
    },
    documentation: (page2) => toolkit && version ? at(toolkit, "blob", version, page2) : void 0,
    commit: home && commit !== void 0 ? at(home, "commit", commit) : void 0,
    run: home && env.GITHUB_RUN_ID ? at(home, "actions", "runs", env.GITHUB_RUN_ID) : void 0
  };
}
var encoded = (segment) => encodeURIComponent(segment).replace(
  /[!'()*_~]/g,
  (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
);
var linked = (text, address2) => address2 === void 0 ? text : `[${text}](${address2})`;

// src/words.ts
function count(number2, one, many = `${one}s`) {
  return `${number2} ${number2 === 1 ? one : many}`;
}
var levelNames = { error: "error", warning: "warning", info: "note" };

// src/page/excerpt.ts
var mostLines = 6;
function excerpt({ place, fix }, text) {
  if (text === void 0) return void 0;
  const lines2 = text.split(/\r\n|\r|\n/);
  return (fix && mended(fix, place.file, lines2)) ?? marked(place, lines2);
}
function mended({ edits }, file, lines2) {
  const first = Math.min(...edits.map(({ place }) => place.start.line));
  const last = Math.max(...edits.map(({ place }) => place.end.line));
  if (edits.length === 0 || edits.some(({ place }) => place.file !== file)) return void 0;
  if (last > lines2.length || last - first >= mostLines) return void 0;
  const before = lines2.slice(first - 1, last);
  const offset = ({ line, column }) => before.slice(0, line - first).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const fromTheEnd = [...edits].sort((a, b) => offset(b.place.start) - offset(a.place.start));
  const after = fromTheEnd.reduce(
    (all, { place, text }) => all.slice(0, offset(place.start)) + text + all.slice(offset(place.end)),
    before.join("\n")
  );
  const signed = (sign, each) => outdented(each, before).map((line) => `${sign} ${line}`);
  const is = after.split(/\r?\n/);
  if (is.length > 2 * mostLines) return void 0;
  return forMarkdownBlock([...signed("-", before), ...signed("+", is)].join("\n"), "diff");
}
function marked({ start, end }, lines2) {
  const shown2 = lines2.slice(start.line - 1, end.line);
  const [line] = shown2;
  if (line === void 0) return void 0;
  if (shown2.length > 1) {
    const rest = shown2.length > mostLines ? ["\u2026"] : [];
    return forMarkdownBlock([...outdented(shown2.slice(0, mostLines), shown2), ...rest].join("\n"), "yaml");
  }
  const [short = ""] = outdented([line], [line]);
  const indent = line.length - short.length;
  const from = Math.max(0, start.column - 1 - indent);
  const width = end.column - start.column;
  const isPlain = /^[\x20-\x7e]*$/.test(short) && width > 0;
  const marks2 = isPlain ? [`${" ".repeat(from)}${"^".repeat(Math.min(width, short.length - from))}`] : [];
  return forMarkdownBlock([short, ...marks2].join("\n"), "yaml");
}
function outdented(lines2, measured) {
  const filled = measured.filter((line) => line.trim() !== "");
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines2.map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
}

// src/page/finding.ts
function findingBlock(finding, text, links) {
  const { severity, subject, message, code, page: page2 } = finding;
  const level = levelNames[severity];
  const about = subject === "" ? "" : ` in ${forMarkdownCode(subject, "text")}`;
  const lines2 = excerpt(finding, text);
  const paragraphs = [
    `**${level.charAt(0).toUpperCase()}${level.slice(1)}**${about} \xB7 ${where(finding, links, "text")}`,
    `${forMarkdownMessage(message, "text")}${targetsOf(finding)}`,
    ...lines2 === void 0 ? [] : [lines2],
    [...mending(finding), linked(forMarkdownCode(code, "text"), links.documentation(page2))].join(" \xB7 ")
  ];
  return `${paragraphs.join("\n\n")}
`;
}
function findingRow(finding, links) {
  const { severity, subject, message, code, page: page2 } = finding;
  return [
    levelNames[severity],
    where(finding, links, "table"),
    subject === "" ? "" : forMarkdownCode(subject),
    `${forMarkdownMessage(message)}${targetsOf(finding)}`,
    linked(forMarkdownCode(code), links.documentation(page2))
  ];
}
var findingTitles = ["Level", "Where", "Rule", "What", "Id"];
function where({ place }, links, stands) {
  return linked(forMarkdownCode(`${place.file}:${place.start.line}`, stands), links.lines(place));
}
var targetsOf = ({ targets: targets2 }) => targets2.length === 0 ? "" : ` (on ${targets2.map(forMarkdown).join(", ")})`;
function mending({ fix }) {
  if (fix === void 0) return [];
  const how = fix.kind === "safe" ? "`secl lint --fix` does it" : "`secl lint --fix-suggested` does it, for you to look at";
  return [`Fix: ${forMarkdownMessage(fix.title, "text")} (${how})`];
}

// src/page/tests.ts
function testsSection(tests2, links, open) {
  const heading = "#### Tests of rules\n";
  if (tests2.kind === "failed") return [heading, `${forMarkdownBlock(tests2.message, "text")}
`];
  const { passed, failed, failures } = tests2.report;
  if (passed + failed + failures.length === 0) return [];
  const sums2 = [...failed > 0 ? [`${failed} failed`] : [], ...passed > 0 ? [`${passed} passed`] : []];
  const rest = failures.length - open;
  return [
    heading,
    `${sums2.length === 0 ? "No case could be run" : `${count(passed + failed, "case")}: ${sums2.join(", ")}`}
`,
    ...failures.slice(0, open).map((failure2) => failureBlock(failure2, links)),
    ...rest > 0 ? [`\u2026 and ${rest} more: \`secl test\` shows them all.
`] : []
  ];
}
function failureBlock({ test, outcome: outcome2, message, place, trace }, links) {
  const where2 = linked(forMarkdownCode(`${place.file}:${place.start.line}`, "text"), links.lines(place));
  const title2 = outcome2 === "mistake" ? "Mistake" : outcome2 === "undecided" ? "Undecided" : outcome2 === "broken" ? "Not run" : "Failed";
  const paragraphs = [
    `**${title2}**${test === "" ? "" : ` ${forMarkdown(test)}`} \xB7 ${where2}`,
    forMarkdownMessage(message, "text"),
    ...trace.length === 0 ? [] : [forMarkdownBlock(trace.join("\n"), "text")]
  ];
  return `${paragraphs.join("\n\n")}
`;
}

// src/page/page.ts
var comment = { most: 6e4, open: 8 };
var jobSummary = { most: 1e6, open: 30 };
function page(results, paper) {
  const { notices, diff: diff2, tests: tests2, links } = results;
  const notes = notices.map((notice) => `> ${forMarkdownMessage(notice, "text")}
`);
  const head = [`### ${title(results)}
`, ...notes];
  const changes = diff2 === void 0 ? [] : changesOf(diff2);
  const foot = `${footer(results)}
`;
  const room = paper.most - bytes([...head, foot]);
  const changed = fitting(changes, room / 2, links);
  const tested = tests2 === void 0 ? [] : fitting(testsSection(tests2, links, paper.open), room / 4, links);
  const found = fitting(findingsOf(results, paper), room - bytes(changed) - bytes(tested), links);
  return [...head, ...found, ...tested, ...changed, foot].join("\n");
}
function title({ lint: lint2, diff: diff2, tests: tests2 }) {
  if (lint2.kind === "failed") return "SECL: the rules could not be checked";
  const { errors, warnings, notes } = lint2.report.summary;
  const failedTests = tests2?.kind === "report" ? tests2.report.failed : 0;
  const loud = [
    ...errors > 0 ? [count(errors, "error")] : [],
    ...warnings > 0 ? [count(warnings, "warning")] : [],
    ...failedTests > 0 ? [`${count(failedTests, "test")} failed`] : []
  ];
  if (loud.length > 0) return `SECL: ${loud.join(", ")}`;
  if (tests2?.kind === "failed") return "SECL: the tests could not be run";
  if (diff2?.kind === "failed") return "SECL: the change could not be compared";
  return `SECL: no problems${notes > 0 ? `, ${count(notes, "note")}` : ""}`;
}
function findingsOf({ lint: lint2, texts, links }, { open }) {
  if (lint2.kind === "failed") return [`${forMarkdownBlock(lint2.message, "text")}
`];
  const { summary, findings } = lint2.report;
  const of = (level) => findings.filter(({ severity }) => severity === level);
  const loud = [...of("error"), ...of("warning")];
  const rest = [...loud.slice(open), ...of("info")];
  return [
    `${sums(summary)}
`,
    ...loud.slice(0, open).map((finding) => findingBlock(finding, texts.get(finding.place.file), links)),
    ...tables(rest, links)
  ];
}
function sums({ rules, files, fixable, suggested, leftOut }) {
  const parts = [
    `${count(rules, "rule")} in ${count(files, "file")}`,
    ...fixable > 0 ? [`${fixable} can be fixed with \`secl lint --fix\``] : [],
    ...suggested > 0 ? [`${suggested} with \`secl lint --fix-suggested\``] : [],
    ...leftOut.ignored > 0 ? [`${leftOut.ignored} ignored by comments`] : [],
    ...leftOut.known > 0 ? [`${leftOut.known} in the baseline`] : [],
    ...leftOut.unchanged > 0 ? [`${leftOut.unchanged} on rules that did not change`] : []
  ];
  return parts.join(" \xB7 ");
}
var rowsInTable = 100;
function tables(findings, links) {
  const folds = [];
  for (let from = 0; from < findings.length; from += rowsInTable) {
    const part = findings.slice(from, from + rowsInTable);
    const what = part.every(({ severity }) => severity === "info") ? count(part.length, "note") : `${part.length} more`;
    const row = (cells) => `| ${cells.join(" | ")} |
`;
    const table = row(findingTitles) + row(findingTitles.map(() => "---")) + part.map((finding) => row(findingRow(finding, links))).join("");
    folds.push(`<details><summary>${what}</summary>

${table}
</details>
`);
  }
  return folds;
}
function changesOf(diff2) {
  const heading = "#### What this change does\n";
  if (diff2.kind === "failed") return [heading, `${forMarkdownBlock(diff2.message, "text")}
`];
  const { kinds, markdown } = diff2.report;
  if (kinds.length === 0) return [heading, "Rules do what they did before.\n"];
  return [heading, `${markdown}
`];
}
function bytes(parts) {
  return new TextEncoder().encode(parts.join("\n")).length + 1;
}
function fitting(parts, room, { run }) {
  let left = room;
  const end = parts.findIndex((part) => {
    left -= bytes([part]);
    return left < 0;
  });
  if (end === -1) return parts;
  return [...parts.slice(0, end), `\u2026 and more than fits here: ${linked("the run", run)} has all of it.
`];
}
function footer({ version, commit, links }) {
  const parts = [
    `SECL Toolkit ${version}`,
    ...commit === void 0 ? [] : [linked(`at ${commit.slice(0, 7)}`, links.commit)],
    ...links.run === void 0 ? [] : [linked("the run", links.run)]
  ];
  return `<sub>${parts.join(" \xB7 ")}</sub>`;
}

// src/tests.ts
async function tests(world, inputs, cwd) {
  if (!inputs.test) return void 0;
  const args = ["test", "--no-cache", "--format=json", "--pass-without-tests", ...targets(inputs)];
  return outcome(world, args, cwd, (stdout) => readReport(stdout, inputs.workingDirectory));
}
function readReport(stdout, directory) {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, "schemaVersion") !== 1) return void 0;
  const files = listAt(parsed.value, "files");
  const count2 = (name) => numberAt(parsed.value, "counts", name) ?? 0;
  return {
    passed: count2("passed"),
    failed: count2("failed") + count2("undecided") + count2("broken"),
    failures: files.flatMap((file) => [
      ...listAt(file, "problems").flatMap((problem) => failureOf(problem, "", "mistake", directory)),
      ...listAt(file, "cases").flatMap((each) => {
        const name = textAt(each, "name") ?? "";
        const how = textAt(each, "outcome") ?? "";
        const problems = how === "broken" ? listAt(each, "problems") : [];
        return [...problems, ...listAt(each, "failures")].flatMap(
          (failure2) => failureOf(failure2, name, how, directory)
        );
      })
    ])
  };
}
function failureOf(value, test, how, directory) {
  const message = textAt(value, "message");
  const file = textAt(value, "place", "file");
  if (message === void 0 || file === void 0) return [];
  const place = valueAt(value, "place");
  const trace = valueAt(value, "trace") ?? void 0;
  return [
    {
      test,
      outcome: how,
      message,
      place: { ...place, file: pathFromRoot(file, directory) },
      trace: trace === void 0 ? [] : traceLines(trace, 0)
    }
  ];
}
var marks = { true: "\u2713", false: "\u2717", unknown: "?" };
var groups = { all: "all of", any: "any of", not: "not" };
function traceLines(condition, depth) {
  const kind = textAt(condition, "kind") ?? "";
  const mark = marks[textAt(condition, "verdict") ?? ""] ?? "?";
  const read = listAt(condition, "read").map((each) => {
    const values = listAt(each, "values").map((value) => JSON.stringify(value));
    return `${textAt(each, "name")}: ${valueAt(each, "unknown") === true ? "unknown" : values.join(", ") || "empty"}`;
  });
  const said = groups[kind] ?? textAt(condition, "text") ?? "";
  const line = `${"  ".repeat(depth)}${mark} ${said}${read.length === 0 ? "" : `    ${read.join("; ")}`}`;
  return [line, ...listAt(condition, "parts").flatMap((part) => traceLines(part, depth + 1))];
}
function listAt(value, key) {
  const found = valueAt(value, key);
  return Array.isArray(found) ? found : [];
}

// src/action.ts
async function runAction(world) {
  const inputs = readInputs(world.env);
  if (!inputs.ok) return misused(world, inputs.message);
  const root = world.env.GITHUB_WORKSPACE ?? "";
  if (root === "") return misused(world, "GITHUB_WORKSPACE is not set: this runs in GitHub Actions");
  const checked = await check(world, inputs.value, root);
  const notices = [...checked.notices];
  const told = await comments(world, inputs.value, checked);
  if (told !== void 0 && !told.ok) notices.push({ severity: "info", message: told.message });
  await report(world, checked, notices);
  await outputs(world, checked, told?.ok === true ? told.address : "");
  return Math.max(...[checked.lint, checked.diff, checked.tests].map((outcome2) => outcome2?.code ?? 0));
}
function misused({ print }, message) {
  print(noticeLine({ severity: "error", message }));
  return 2;
}
async function check(world, inputs, root) {
  const cwd = inputs.workingDirectory === "." ? root : `${root}/${inputs.workingDirectory}`;
  const event = await readEvent(world);
  const base = await baseOf(world, inputs, event, cwd);
  const linted = await lint(world, inputs, base, cwd);
  const compared = await diff(world, inputs, base, cwd);
  const tested = await tests(world, inputs, cwd);
  const sarif = linted.kind === "report" ? await writeSarif(world, inputs, base, cwd) : void 0;
  const commit = await headOf(world, cwd);
  const { stdout } = await world.secl(["--version"], root);
  return {
    event,
    lint: linted,
    diff: compared,
    tests: tested,
    sarif,
    notices: noticesOf(event, base, inputs),
    results: {
      lint: linted,
      diff: compared,
      tests: tested,
      texts: await textsOf(world, linted, root),
      links: linksOf(world, commit),
      version: stdout.trim(),
      commit
    }
  };
}
function noticesOf(event, base, inputs) {
  const notices = [];
  const lost = [
    ...inputs.diff ? ["the change is not compared with it"] : [],
    ...inputs.changedOnly ? ["findings on all rules are reported"] : []
  ];
  if (base.kind === "missing" && lost.length > 0)
    notices.push({ severity: "warning", message: `${base.why}. So ${lost.join(", and ")}.` });
  if (event.kind === "privileged")
    notices.push({
      severity: "warning",
      message: "This runs on `pull_request_target`, which gives a token that writes to whoever opens a pull request: use `pull_request`. No comment is written here."
    });
  if (event.kind === "pull-request" && event.fork && inputs.comment)
    notices.push({
      severity: "info",
      message: "The branch is of a fork, whose runs may not write comments: this summary and the annotations say it all."
    });
  return notices;
}
async function textsOf(world, linted, root) {
  const names2 = linted.kind === "report" ? linted.report.findings.map(({ place }) => place.file) : [];
  const texts = /* @__PURE__ */ new Map();
  for (const name of new Set(names2)) {
    const text = await world.read(name.startsWith("/") ? name : `${root}/${name}`);
    if (text !== void 0) texts.set(name, text);
  }
  return texts;
}
async function comments(world, inputs, { event, results, notices }) {
  if (!inputs.comment || inputs.token === "" || event.kind !== "pull-request" || event.fork) return void 0;
  const repository = world.env.GITHUB_REPOSITORY ?? "";
  const said = notices.map(({ message }) => message);
  const { lint: linted, diff: compared, tests: tested } = results;
  const worthwhile = linted.kind === "failed" || linted.report.findings.length > 0 || compared?.kind === "failed" || (compared?.report.kinds.length ?? 0) > 0 || tested?.kind === "failed" || (tested?.report.failures.length ?? 0) > 0;
  const thread = { repository, number: event.number, key: inputs.workingDirectory };
  const text = page({ ...results, notices: said }, comment);
  return tell(githubApi(world, inputs.token), thread, text, worthwhile);
}
async function report(world, { lint: linted, diff: compared, tests: tested, results }, notices) {
  const failures = [linted, compared, tested].flatMap(
    (outcome2) => outcome2?.kind === "failed" ? [{ severity: "error", message: outcome2.message }] : []
  );
  const own = [...failures, ...notices];
  for (const notice of own) world.print(noticeLine(notice));
  if (linted.kind === "report") {
    const { findings, summary } = linted.report;
    const { lines: lines2, left } = annotations(
      [...findings, ...annotatedTests(tested)],
      own.map(({ severity }) => severity)
    );
    for (const line of lines2) world.print(line);
    const { errors, warnings, notes, rules, files } = summary;
    const found = `${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notes, "note")}`;
    world.print(`secl lint: ${found} in ${count(rules, "rule")} of ${count(files, "file")}`);
    if (left > 0)
      world.print(
        `${left} of them have no annotation, because GitHub shows 10 of each level: see the summary of the job`
      );
  }
  if (compared?.kind === "report")
    world.print(`secl diff: ${compared.report.kinds.join(", ") || "rules do what they did before"}`);
  if (tested?.kind === "report" && tested.report.passed + tested.report.failed > 0)
    world.print(`secl test: ${tested.report.passed} passed, ${tested.report.failed} failed`);
  const path = world.env.GITHUB_STEP_SUMMARY ?? "";
  const said = notices.map(({ message }) => message);
  if (path !== "") await world.append(path, page({ ...results, notices: said }, jobSummary));
}
function annotatedTests(tested) {
  if (tested?.kind !== "report") return [];
  return tested.report.failures.map(({ test, message, place }) => {
    const code = test === "" ? "secl test" : `secl test: ${test}`;
    return { severity: "error", code, message, place };
  });
}
async function outputs(world, { lint: linted, diff: compared, tests: tested, sarif }, address2) {
  const path = world.env.GITHUB_OUTPUT ?? "";
  if (path === "") return;
  const summary = linted.kind === "report" ? linted.report.summary : void 0;
  const values = {
    errors: summary?.errors,
    warnings: summary?.warnings,
    notes: summary?.notes,
    changes: compared?.kind === "report" ? compared.report.kinds.join(",") : void 0,
    "failed-tests": tested?.kind === "report" ? tested.report.failed : void 0,
    sarif,
    comment: address2
  };
  const lines2 = Object.entries(values).map(
    ([name, value]) => `${name}=${String(value ?? "").replace(/[\r\n]/g, "")}
`
  );
  await world.append(path, lines2.join(""));
}

// src/run-program.ts
import { execFile } from "node:child_process";
var mostCharacters = 256 * 1024 * 1024;
function runProgram(program, args, cwd) {
  const options = { cwd, env: harmless(process.env), maxBuffer: mostCharacters, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === "number") resolve({ code: error.code, stdout, stderr });
      else resolve({ code: 127, stdout, stderr: stderr || error.message });
    });
    child.stdin?.end();
  });
}
function harmless(env) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(INPUT_|GITHUB_|ACTIONS_|NODE_OPTIONS$)/i.test(name)
  );
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
    NO_COLOR: "1",
    // Windows looks into the working directory first otherwise, where a repository could put a git of its own.
    NoDefaultCurrentDirectoryInExePath: "1"
  };
}

// src/main.ts
var command = join(import.meta.dirname, "secl", "secl.mjs");
process.exitCode = await runAction({
  env: process.env,
  print: (line) => process.stdout.write(`${line}
`),
  read: (path) => readFile(path, "utf8").catch(() => void 0),
  append: (path, text) => appendFile(path, text),
  write: async (path, text) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  },
  secl: (args, cwd) => runProgram(process.execPath, [command, ...args], cwd),
  // No program that a repository names: git would start its file monitor.
  git: (args, cwd) => runProgram("git", ["-c", "core.fsmonitor=false", ...args], cwd),
  fetch
});
