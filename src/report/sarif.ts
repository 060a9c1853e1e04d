import type { Finding } from '../model/finding.ts';
import type { Pack, Rule, Severity } from '../model/pack.ts';
import type { Run } from '../model/run.ts';
import { forJson } from './escape.ts';
import { howToFix, placeOf, problemOf } from './sentences.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * A run in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS Standard, 27 March 2020), in pieces: the opening, one piece
 * for each finding, the closing. So it is complete however many findings there are.
 */
export interface SarifWriter {
  opening(): string;
  /** `novelty`: whether a baseline holds the finding; null if none was given. */
  result(finding: Finding, novelty: 'new' | 'known' | null): string;
  closing(run: Run): string;
}

/** @param version of this program */
export function sarifWriter(pack: Pack, version: string): SarifWriter {
  const indexOf = new Map(pack.rules.map((rule, index) => [rule.id, index]));
  let isFirst = true;
  return {
    opening() {
      const driver = { name: 'pnd-lint', semanticVersion: version, rules: pack.rules.map(ruleOf) };
      const head = JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
      return `${head.slice(0, -1)},"runs":[{"tool":${forJson(JSON.stringify({ driver }))},"columnKind":"utf16CodeUnits","results":[\n`;
    },
    result(finding, novelty) {
      const between = isFirst ? '' : ',\n';
      isFirst = false;
      const index = indexOf.get(finding.rule)!;
      return between + forJson(JSON.stringify(resultOf(finding, index, pack.rules[index]!, pack, novelty)));
    },
    closing(run) {
      const invocation = {
        executionSuccessful: run.complete,
        ...(run.incomplete.length > 0 && {
          toolExecutionNotifications: run.incomplete.map((text) => ({ level: 'error', message: { text } })),
        }),
      };
      const artifacts = run.inputs.map(({ file, bytes, sha256 }) => ({
        location: { uri: uriOf(file) },
        length: bytes,
        ...(sha256 === undefined ? {} : { hashes: { 'sha-256': sha256 } }),
      }));
      const properties = { protectiveMarking: run.marking, asOf: run.asOf };
      return `\n],"invocations":${forJson(JSON.stringify([invocation]))},"artifacts":${forJson(JSON.stringify(artifacts))},"properties":${forJson(JSON.stringify(properties))}}]}\n`;
    },
  };
}

function ruleOf(rule: Rule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    ...(rule.why.length > 0 && { fullDescription: { text: rule.why.join(' ') } }),
    ...(rule.fix.length > 0 && { help: { text: howToFix(rule) } }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { dimension: rule.dimension, basis: rule.basis },
  };
}

function resultOf(finding: Finding, ruleIndex: number, rule: Rule, pack: Pack, novelty: 'new' | 'known' | null): object {
  const { at, also } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: problemOf(finding, rule, pack) || rule.title },
    locations: [locationOf(at)],
    ...(also.length > 0 && {
      relatedLocations: also.map((place, index) => ({ id: index + 1, message: { text: placeOf(place) }, ...locationOf(place) })),
    }),
    partialFingerprints: { 'pndLint/v1': finding.fingerprint },
    ...(finding.status === 'waived' && { suppressions: [{ kind: 'external', status: 'accepted' }] }),
    ...(novelty !== null && { baselineState: novelty === 'new' ? 'new' : 'unchanged' }),
    properties: { agency: finding.agency, record: at.record, field: at.field, dimension: finding.dimension, basis: finding.basis },
  };
}

function locationOf({ file, line, record, field }: Finding['at']): object {
  const name = [record === null ? [] : [`record ${record}`], field === null ? [] : [field]].flat().join(', ');
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line > 0 && { region: { startLine: line } }) },
    ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

/** A file name as a relative reference (RFC 3986). */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
