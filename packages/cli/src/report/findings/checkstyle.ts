import { byFile, type LintReport } from './model.ts';
import { xmlText } from './xml.ts';

/** Checkstyle's XML, which most tools that collect findings read. */
export function checkstyleLint(report: LintReport): string {
  const files = [...byFile(report)].map(([name, found]) => ({
    name: 'file',
    attributes: { name },
    children: found.map(({ finding: { severity, message, code }, region: { start } }) => ({
      name: 'error',
      attributes: { line: start.line, column: start.column, severity, message, source: code },
    })),
  }));
  return xmlText({ name: 'checkstyle', attributes: { version: '10.0' }, children: files });
}
