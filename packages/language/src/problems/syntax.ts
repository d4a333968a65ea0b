import type { LanguageProblemKind } from '../problems.ts';

const syntax = { kind: 'syntax', severity: 'error' } as const;

/** What keeps an expression from being read. */
export const syntaxProblems = {
  'syntax/empty': {
    ...syntax,
    title: 'Empty expression',
    message: 'the expression is empty: write a condition such as `exec.file.name == "curl"`',
    explanation: 'A rule needs at least one condition. A text that holds only a comment is empty too.',
    avoid: '# exec.file.name == "curl"',
    prefer: 'exec.file.name == "curl"',
  },
  'syntax/missing-operand': {
    ...syntax,
    title: 'Missing value or condition',
    message: 'a value or a condition is missing {where}',
    explanation: 'Every operator needs something on both of its sides. Agents reject the rule.',
    avoid: 'exec.file.name == "sh" &&',
    prefer: 'exec.file.name == "sh" && process.uid == 0',
  },
  'syntax/missing-operator': {
    ...syntax,
    title: 'Missing operator',
    message: '`{found}` follows a complete condition: an operator such as `&&` or `||` is missing before it',
    explanation: 'Two values or conditions in a row mean nothing; agents reject the rule at the second one.',
    avoid: 'exec.file.name == "sh" process.uid == 0',
    prefer: 'exec.file.name == "sh" && process.uid == 0',
  },
  'syntax/unexpected': {
    ...syntax,
    title: 'Unexpected text',
    message: '`{found}` has no meaning here',
    explanation: 'The text is not part of the language at this place. Agents reject the rule.',
    avoid: 'exec.file.name == "sh";',
    prefer: 'exec.file.name == "sh"',
  },
  'syntax/not-ascii': {
    ...syntax,
    title: 'Character outside ASCII',
    message: '{found} cannot stand outside strings and comments: only ASCII is accepted there',
    explanation:
      'Outside of strings and comments agents accept ASCII only. Non-breaking blanks and typographic marks usually come from a word processor or a chat.',
    avoid: 'exec.file.name == "sh" || exec.file.name == é',
    prefer: 'exec.file.name == "sh" || exec.file.name == "é"',
  },
  'syntax/beyond-plane': {
    ...syntax,
    title: 'Character beyond U+FFFF',
    message: '{found} is beyond U+FFFF: agents do not read such characters, not even in strings and comments',
    explanation:
      'The lexer of agents ends at U+FFFF. Emoji and rare scripts lie beyond: a string or comment with one of them is none to an agent, and it rejects the rule. Put a `*` in its place and compare with a pattern.',
    avoid: 'exec.file.name == "🙂.sh"',
    prefer: 'exec.file.name =~ "*.sh"',
  },
  'syntax/carriage-return': {
    ...syntax,
    title: 'Carriage return in an expression',
    message: 'a carriage return is not a blank in SECL: the expression has Windows line ends',
    explanation:
      'Agents skip spaces, tabs and line feeds only. YAML makes line ends `\\n` by itself; escapes such as `\\r`, HCL heredocs and API payloads keep the `\\r`, and the rule is rejected.',
    avoid: 'expression: "exec.file.name == \\"sh\\"\\r\\n && process.uid == 0"',
    prefer: 'expression: "exec.file.name == \\"sh\\"\\n && process.uid == 0"',
  },
  'syntax/single-equals': {
    ...syntax,
    title: '`=` is not an operator',
    message: '`{found}` is not an operator, use `{use}`',
    explanation: 'Equality is `==`, inequality `!=`, "at least" `>=` and a pattern match `=~`.',
    avoid: 'process.uid = 0',
    prefer: 'process.uid == 0',
  },
  'syntax/single-quotes': {
    ...syntax,
    title: 'Single quotes',
    message: 'strings are written in double quotes: `{use}`',
    explanation: 'SECL has double quotes only. Single quotes around the whole expression belong to YAML.',
    avoid: "exec.file.name == 'sh'",
    prefer: 'exec.file.name == "sh"',
  },
  'syntax/unterminated-string': {
    ...syntax,
    title: 'String without an end',
    message: 'the string that begins here has no closing `"`',
    explanation:
      'A backslash keeps the next character from closing the string, so `"C:\\"` goes on. There is no way to write a string that ends in a backslash.',
    avoid: 'exec.file.name == "sh',
    prefer: 'exec.file.name == "sh"',
  },
  'syntax/quote-in-string': {
    ...syntax,
    title: 'Quote inside a string',
    message: 'a `"` ends the string, so what follows is not part of it: a string cannot hold a `"` as such',
    explanation:
      'A `\\` before a quote keeps the string open, but stays in the value, as nothing is unescaped. Write `*` in a pattern, or `\\x22` in a regexp, where the quote stands.',
    avoid: 'exec.args == "echo "hello" twice"',
    prefer: 'exec.args =~ "echo *hello* twice"',
  },
  'syntax/smart-quotes': {
    ...syntax,
    title: 'Typographic quotes',
    message: 'strings are written in straight double quotes: `{use}`',
    explanation:
      'Word processors and chats turn straight quotes into typographic ones. Outside of strings and comments agents accept ASCII only.',
    avoid: 'exec.file.name == “sh”',
    prefer: 'exec.file.name == "sh"',
  },
  'syntax/unquoted': {
    ...syntax,
    title: 'Text without quotes',
    message: 'texts are written in double quotes: `{use}`',
    explanation: 'Without quotes a path is a row of marks and names.',
    avoid: 'exec.file.path == /usr/bin/id',
    prefer: 'exec.file.path == "/usr/bin/id"',
  },
  'syntax/variable': {
    ...syntax,
    title: 'Variable that is not whole',
    message: '`{found}` is not a variable: it is written `{use}`',
    explanation:
      'A variable is `${` and a name and `}`, without blanks: letters, digits, `_` and `.`, beginning with a letter or `_`.',
    avoid: 'process.pid == $process.pid',
    prefer: 'process.pid == ${process.pid}',
  },
  'syntax/function': {
    ...syntax,
    title: 'Call of a function',
    message: '`{name}(…)` looks like a function: there are none',
    explanation:
      'What other languages have functions for are fields here, such as `.length` of lists and paths, or operators, such as `=~`.',
    avoid: 'length(exec.file.path) > 100',
    prefer: 'exec.file.path.length > 100',
  },
  'syntax/keyword-case': {
    ...syntax,
    title: 'Keyword in upper case',
    message: 'keywords are written in lower case: `{use}`',
    explanation: '`and`, `or`, `not`, `in` and `allin` are lower case; `AND` is a name like any other.',
    avoid: 'exec.file.name IN ["sh"]',
    prefer: 'exec.file.name in ["sh"]',
  },
  'syntax/word-operator': {
    ...syntax,
    title: 'Unknown operator word',
    message: '`{found}` is not an operator: {use}',
    explanation:
      'Substrings, prefixes and suffixes are patterns in SECL: `=~ "*text*"`, `=~ "text*"`, `=~ "*text"`. On paths use globs.',
    avoid: 'exec.file.name startswith "python"',
    prefer: 'exec.file.name =~ "python*"',
  },
  'syntax/missing-in': {
    ...syntax,
    title: '`not` without `in`',
    message: 'behind a value `not` goes with `in` only: write {use}',
    explanation:
      '`not in` is one operator. Otherwise `not` stands before a condition and turns it round: `not (…)`. "Not equal" is `!=`, "does not match" `!~`.',
    avoid: 'exec.file.name not "sh"',
    prefer: 'exec.file.name not in ["sh"]',
  },
  'syntax/signed-number': {
    ...syntax,
    title: 'Sign taken for a number',
    message: 'the sign belongs to the number, so `{found}` follows as a second value: write `{use}`',
    explanation:
      'The sign is part of an int: `a -1` and `a-1` are two values in a row. With blanks on both sides it is an operator.',
    avoid: 'open.flags -1 == 0',
    prefer: 'open.flags - 1 == 0',
  },
  'syntax/glued-pattern': {
    ...syntax,
    title: 'Operator glued to a string',
    message:
      'without a blank `~"` begins a pattern and takes the `~` of `{operator}`: write `{operator} "…"`',
    explanation: 'The lexer reads `~"…"` as one token wherever it stands, so `=~"x"` is `=` and a pattern.',
    avoid: 'exec.file.name =~"sh*"',
    prefer: 'exec.file.name =~ "sh*"',
  },
  'syntax/list-bracket': {
    ...syntax,
    title: 'Bracket taken into a name',
    message: 'the list is not closed: without a blank before it, `{found}` is one name. Write `{use}`',
    explanation:
      'Names may hold `[` and `]`, so the closing bracket of a list of constants needs a blank before it.',
    avoid: 'open.flags in [O_CREAT, O_WRONLY]',
    prefer: 'open.flags in [ O_CREAT, O_WRONLY ]',
  },
  'syntax/list-mixed': {
    ...syntax,
    title: 'List of different kinds',
    message: 'a list holds one kind of member: this is {found}, the first is {first}',
    explanation:
      'Strings, patterns and regexps go together, so do IPs and CIDRs; ints and constants stand alone: `[ O_CREAT, 1 ]` is refused.',
    avoid: 'open.flags in [O_CREAT , 1]',
    prefer: 'open.flags in [64, 1]',
  },
  'syntax/list-member': {
    ...syntax,
    title: 'Member that lists do not take',
    message: '{found} cannot be a member of a list',
    explanation: 'Lists hold strings, patterns, regexps, ints, constants, IPs and CIDRs.',
    avoid: 'process.pid in [ ${process.pid} ]',
    prefer: 'process.pid == ${process.pid}',
  },
  'syntax/list-empty': {
    ...syntax,
    title: 'Empty list',
    message: 'a list has at least one member',
    explanation: 'The grammar has no empty list. A condition on nothing is always false: leave it out.',
    avoid: 'exec.file.name in []',
    prefer: 'exec.file.name in ["sh"]',
  },
  'syntax/list-trailing-comma': {
    ...syntax,
    title: 'Comma at the end of a list',
    message: 'a list has no comma after its last member',
    explanation: 'Agents expect another member after each comma and reject the rule.',
    avoid: 'exec.file.name in ["sh", "bash",]',
    prefer: 'exec.file.name in ["sh", "bash"]',
  },
  'syntax/list-comma': {
    ...syntax,
    title: 'Missing comma in a list',
    message: '{found} between the members of a list',
    explanation: 'Members of a list are separated by commas.',
    avoid: 'exec.file.name in ["sh" "bash"]',
    prefer: 'exec.file.name in ["sh", "bash"]',
  },
  'syntax/list-expected': {
    ...syntax,
    title: 'List expected',
    message:
      'to the right of `{operator}` stands a list in square brackets, a CIDR, a variable, a macro or an array field, not {found}',
    explanation:
      '`in`, `not in` and `allin` take a list even for one value. A single value is compared with `==`.',
    avoid: 'exec.file.name in "sh"',
    prefer: 'exec.file.name in ["sh"]',
  },
  'syntax/list-not-expected': {
    ...syntax,
    title: 'List where one value is due',
    message: 'a list cannot stand here: lists go with `in`, `not in` and `allin`',
    explanation:
      '`==` compares with one value. Use `in` for "one of these" and `not in` for "none of these".',
    avoid: 'exec.file.name == ["sh", "bash"]',
    prefer: 'exec.file.name in ["sh", "bash"]',
  },
  'syntax/unclosed': {
    ...syntax,
    title: 'Bracket without its partner',
    message: '`{expected}` is missing{instead}',
    explanation: 'Every `(` needs a `)` and every `[` a `]`.',
    avoid: '(exec.file.name == "sh" && process.uid == 0',
    prefer: '(exec.file.name == "sh" && process.uid == 0)',
  },
  'syntax/unopened': {
    ...syntax,
    title: 'Closing bracket too many',
    message: '`{found}` closes nothing',
    explanation: 'There is no open bracket that it could close. Agents reject the rule.',
    avoid: 'exec.file.name == "sh")',
    prefer: 'exec.file.name == "sh"',
  },
  'syntax/number': {
    ...syntax,
    title: 'Number that agents do not read',
    message: '`{found}` is not a number that agents read: {why}',
    explanation:
      'Ints are decimal and have 64 bits with a sign. A leading 0 makes them octal, so `08` is no number; `0x1F` is read as `0` and a name.',
    avoid: 'open.flags == 0x41',
    prefer: 'open.flags == 65',
  },
  'syntax/membership-compared': {
    ...syntax,
    title: 'Operator after a membership test',
    message: '`{found}` cannot follow a list: `in` is already a condition of its own',
    explanation:
      'After `x in [...]` only `&&`, `||` or the end can stand. The test is true or false by itself.',
    avoid: 'exec.file.name in ["sh"] == true',
    prefer: 'exec.file.name in ["sh"]',
  },
  'syntax/too-deep': {
    ...syntax,
    title: 'Nesting too deep',
    message: 'brackets nest deeper than {limit} here: what is inside is not looked at',
    explanation:
      'No rule that a person wrote nests so deep. The limit keeps tools responsive on damaged input.',
    avoid: '((((((… 501 times',
    prefer: 'the same condition with the brackets it needs',
  },
  'syntax/too-many': {
    ...syntax,
    title: 'Too many mistakes',
    message: 'there are too many mistakes: the text from here on is not looked at',
    explanation:
      'After a hundred mistakes in one expression the rest is left alone. Mend the first ones and look again.',
    avoid: 'a text that is not SECL',
    prefer: 'a rule',
  },
} as const satisfies Readonly<Record<string, LanguageProblemKind>>;
