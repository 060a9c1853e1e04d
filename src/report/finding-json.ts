import type { Finding, Param, Place, Suggestion } from '../model/finding.ts';
import { inJson } from './escape.ts';
import { type Line, makeLine } from './line.ts';
import { holderPieces, type Kind, kindPieces, type Pieces, steadily } from './pieces.ts';

const own = makeLine();

/** One line of `findings.jsonl`, its line end included. */
export function findingJson(finding: Finding): string {
  own.start();
  writeFinding(own, finding, kindPieces(finding), holderPieces(finding));
  return Buffer.from(own.from(0)).toString();
}

const fileOf = steadily((file) => `"file":${inJson(file)},"line":`);
const nameOf = steadily((name) => `${inJson(name)}:`);
const fieldOf = steadily((field) => `{"field":${inJson(field)},"from":`);
const confidenceOf = steadily((confidence) => `,"confidence":${inJson(confidence)},"reason":`);
const COMMA = 0x2c;
const [URN, AT, RECORD, NULL] = [',"urn":', ',"at":{', ',"record":', 'null'].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
];
const ALSO = Buffer.from('},"also":[');
const [SUGGESTION, TO, FINGERPRINT] = ['],"suggestion":', ',"to":', ',"fingerprint":'].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
];
/** Of most findings. */
const NOTHING_MORE = Buffer.from('},"also":[],"suggestion":null,"fingerprint":');

/** Writes it. Key by key: there may be millions. */
export function writeFinding(line: Line, finding: Finding, kind: Kind, holder: Pieces): void {
  const { officer, urn, at, params, also, suggestion, fingerprint } = finding;
  line.bytes(kind.json);
  line.bytes(holder.json);
  line.json(officer);
  line.bytes(URN);
  line.json(urn);
  line.bytes(AT);
  writeSpot(line, at);
  line.bytes(kind.field);
  writeParams(line, params);
  if (suggestion === null && also.length === 0) line.bytes(NOTHING_MORE);
  else {
    line.bytes(ALSO);
    for (let n = 0; n < also.length; n++) {
      line.text(n === 0 ? '{' : ',{');
      writeSpot(line, also[n]!);
      line.text(',"field":');
      line.json(also[n]!.field);
      line.text('}');
    }
    line.bytes(SUGGESTION);
    if (suggestion === null) line.bytes(NULL);
    else writeSuggestion(line, suggestion);
    line.bytes(FINGERPRINT);
  }
  line.json(fingerprint);
  line.bytes(kind.status);
}

function writeSpot(line: Line, place: Place): void {
  line.bytes(fileOf(place.file));
  line.number(place.line);
  line.bytes(RECORD);
  if (place.record === null) line.bytes(NULL);
  else line.number(place.record);
}

function writeParams(line: Line, params: Readonly<Record<string, Param>>): void {
  let isFirst = true;
  for (const name in params) {
    const param = params[name];
    if (param === undefined) continue;
    if (!isFirst) line.unit(COMMA);
    isFirst = false;
    line.bytes(nameOf(name));
    writeParam(line, param);
  }
}

function writeParam(line: Line, param: Param): void {
  if (typeof param === 'string' || param === null) line.json(param);
  else if (typeof param !== 'object') line.text(JSON.stringify(param));
  else if (Array.isArray(param)) {
    line.text('[');
    for (let n = 0; n < param.length; n++) {
      if (n > 0) line.unit(COMMA);
      writeParam(line, param[n] as Param);
    }
    line.text(']');
  } else {
    line.text('{');
    writeParams(line, param as Readonly<Record<string, Param>>);
    line.text('}');
  }
}

function writeSuggestion(line: Line, { field, from, to, confidence, reason, also }: Suggestion): void {
  writeChange(line, field, from, to);
  line.bytes(confidenceOf(confidence));
  line.json(reason);
  if (also !== undefined) {
    line.text(',"also":[');
    for (let n = 0; n < also.length; n++) {
      if (n > 0) line.unit(COMMA);
      writeChange(line, also[n]!.field, also[n]!.from, also[n]!.to);
      line.text('}');
    }
    line.text(']');
  }
  line.text('}');
}

/** Without the brace that ends it. */
function writeChange(line: Line, field: string, from: string | null, to: string): void {
  line.bytes(fieldOf(field));
  line.json(from);
  line.bytes(TO);
  line.json(to);
}
