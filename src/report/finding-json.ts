import type { Finding, Place, Suggestion } from '../model/finding.ts';
import { forJson, inJson } from './escape.ts';
import { type Line, makeLine } from './line.ts';
import { holderPieces, kindPieces, steadily } from './pieces.ts';

const own = makeLine();

/** One line of `findings.jsonl`, its line end included. */
export function findingJson(finding: Finding): string {
  own.start();
  writeFinding(own, finding);
  return Buffer.from(own.from(0)).toString();
}

const fileOf = steadily((file) => `"file":${inJson(file)},"line":`);
const nameOf = steadily((name) => `${inJson(name)}:`);
const fieldOf = steadily((field) => `"field":${inJson(field)},"from":`);

/** Writes it. Key by key: there may be millions. */
export function writeFinding(line: Line, finding: Finding): void {
  const { officer, urn, at, params, also, suggestion, fingerprint } = finding;
  const kind = kindPieces(finding);
  line.bytes(kind.json);
  line.bytes(holderPieces(finding).json);
  line.json(officer);
  line.text(',"urn":');
  line.json(urn);
  line.text(',"at":{');
  writeSpot(line, at);
  line.bytes(kind.field);
  writeParams(line, params);
  line.text('},"also":[');
  for (let n = 0; n < also.length; n++) {
    line.text(n === 0 ? '{' : ',{');
    writeSpot(line, also[n]!);
    line.text(',"field":');
    line.json(also[n]!.field);
    line.text('}');
  }
  line.text('],"suggestion":');
  if (suggestion === null) line.text('null');
  else writeSuggestion(line, suggestion);
  line.text(',"fingerprint":');
  line.json(fingerprint);
  line.bytes(kind.status);
}

function writeSpot(line: Line, place: Place): void {
  line.bytes(fileOf(place.file));
  line.number(place.line);
  line.text(',"record":');
  if (place.record === null) line.text('null');
  else line.number(place.record);
}

function writeParams(line: Line, params: Finding['params']): void {
  let isFirst = true;
  for (const name in params) {
    const param = params[name];
    if (param === undefined) continue;
    if (!isFirst) line.text(',');
    isFirst = false;
    line.bytes(nameOf(name));
    if (typeof param === 'string' || param === null) line.json(param);
    else line.text(forJson(JSON.stringify(param)));
  }
}

function writeSuggestion(line: Line, { field, from, to, confidence, reason, also }: Suggestion): void {
  line.text('{');
  writeChange(line, field, from, to);
  line.text(',"confidence":');
  line.json(confidence);
  line.text(',"reason":');
  line.json(reason);
  if (also !== undefined) {
    line.text(',"also":[');
    for (const [n, one] of also.entries()) {
      line.text(n === 0 ? '{' : ',{');
      writeChange(line, one.field, one.from, one.to);
      line.text('}');
    }
    line.text(']');
  }
  line.text('}');
}

function writeChange(line: Line, field: string, from: string | null, to: string): void {
  line.bytes(fieldOf(field));
  line.json(from);
  line.text(',"to":');
  line.json(to);
}
