import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isImprecise } from '../../src/read/json-number.ts';
import {
  type JsonGround,
  newGround,
  OK,
  SHORT,
  skipBlanks,
  WRONG,
  walkColon,
  walkNested,
  walkScalar,
  walkString,
} from '../../src/read/json-walk.ts';
import { append, openWindow } from '../../src/read/window.ts';

/** The ground of a text that begins at `pos`. */
function groundOf(text: string, pos = 0): JsonGround {
  const window = openWindow('utf-8', 0);
  append(window, Buffer.from(text));
  const ground = newGround(window.units);
  return Object.assign(ground, { pos, limit: window.length });
}
const walk = (text: string, pos = 0) => {
  const ground = groundOf(text, pos);
  const isNested = text[pos] === '[' || text[pos] === '{';
  return { walked: isNested ? walkNested(ground) : walkScalar(ground), pos: ground.pos, ground };
};
/** A value as JSON text with blanks in it. */
const blank = fc.constantFrom('', ' ', '\n', '\t \r\n');
const value = fc.jsonValue({ maxDepth: 4 });
const loose = fc.tuple(value, blank, fc.constantFrom(undefined, 1, '\t')).map(([one, between, indent]) => {
  const text = JSON.stringify(one, undefined, indent);
  return indent === undefined ? text.replace(/([[{]|(?<=[\]}"0-9el]),)(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$)/g, `$1${between}`) : text;
});
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('walking JSON', () => {
  it('comes to the end of any value, wherever it begins', () => {
    fc.assert(
      fc.property(loose, fc.constantFrom('', '  ', 'x'), (text, before) => {
        if (!isJson(text)) return;
        expect(walk(`${before}${text} ,`, before.length)).toMatchObject({ walked: OK, pos: Buffer.byteLength(before + text) });
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('says of a value that ends inside that it does', () => {
    fc.assert(
      fc.property(value, fc.nat(), (one, at) => {
        const text = JSON.stringify(one);
        const cut = Buffer.from(text)
          .subarray(0, at % Buffer.byteLength(text))
          .toString();
        if (cut === '' || cut.includes('\ufffd') || isJson(cut)) return;
        expect(walk(cut), cut).toMatchObject({ walked: SHORT, pos: Buffer.byteLength(cut) });
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('takes nothing for JSON that is none', () => {
    const spoilt = fc.tuple(value, fc.nat(), fc.constantFrom(...'"\\{}[],:-+.eE01u x\n')).map(([one, at, character]) => {
      const text = JSON.stringify(one);
      const place = at % text.length;
      return text.slice(0, place) + character + text.slice(place + 1);
    });
    fc.assert(
      fc.property(spoilt, (text) => {
        if (/^\s/.test(text)) return;
        const { walked, pos } = walk(text);
        const length = Buffer.byteLength(text);
        // A number or word may end where another sign begins: what stands there is for the caller to judge.
        const whole = walked === OK && Buffer.from(text).subarray(pos).toString().trim() === '';
        expect(whole, text).toBe(isJson(text));
        if (walked === OK) expect(isJson(Buffer.from(text).subarray(0, pos).toString()), text).toBe(true);
        if (walked === WRONG) expect(pos).toBeLessThan(length);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it.each([
    ['"a\\u00e9"', OK, 9],
    ['"a\\u00Gx"', WRONG, 6],
    ['"\\x"', WRONG, 2],
    ['"a\nb"', WRONG, 2],
    ['"a\u001fb"', WRONG, 2],
    ['"a\u007fb"', OK, 5],
    ['"\\u12', SHORT, 5],
    ['"a\\', SHORT, 3],
    ['01', OK, 1],
    ['-', SHORT, 1],
    ['-x', WRONG, 1],
    ['1.', SHORT, 2],
    ['1.x', WRONG, 2],
    ['1e+', SHORT, 3],
    ['1e+x', WRONG, 3],
    ['1E-05 ', OK, 5],
    ['0.50,', OK, 4],
    ['tru', SHORT, 3],
    ['trux', WRONG, 3],
    ['nul]', WRONG, 3],
    ['x', WRONG, 0],
    ['[1,]', WRONG, 3],
    ['[1 2]', WRONG, 3],
    ['[}', WRONG, 1],
    ['[1}', WRONG, 2],
    ['{"a"1}', WRONG, 4],
    ['{"a":}', WRONG, 5],
    ['{1:2}', WRONG, 1],
    ['{"a":1,}', WRONG, 7],
    ['{"a":[{"b":[]}]}x', OK, 16],
    ['[]', OK, 2],
    ['{ }', OK, 3],
    ['[[1],', SHORT, 5],
    ['{"a', SHORT, 3],
  ])('%j: %i at %i', (text, walked, pos) => {
    expect(walk(text)).toMatchObject({ walked, pos });
  });

  it('knows every escape that there is, and no other', () => {
    for (let code = 0x20; code < 0x7f; code++) {
      const character = String.fromCharCode(code);
      expect(walk(`"\\${character}"`).walked === OK, character).toBe('"\\/bfnrt'.includes(character));
      const isHex = /[0-9a-fA-F]/.test(character);
      expect(walk(`"\\u${character}00${character}"`).walked === OK, character).toBe(isHex);
    }
  });

  it('knows what held escapes and what held other values', () => {
    const string = (text: string) => {
      const ground = groundOf(text);
      walkString(ground);
      return ground.escaped;
    };
    expect([string('"a"'), string('"a\\n"'), string('"\\\\"')]).toEqual([false, true, true]);
    const nested = (text: string) => walk(text).ground.nested;
    expect([nested('[1,"a"]'), nested('[]'), nested('[[]]'), nested('[1,{}]'), nested('{"a":1}'), nested('{}')]).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('walks brackets deeper than any stack', () => {
    for (const depth of [63, 64, 65, 1000]) {
      expect(walk(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toMatchObject({ walked: OK, pos: 2 * depth });
      expect(walk(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)).toMatchObject({ walked: OK });
      expect(walk(`${'['.repeat(depth)}${']'.repeat(depth - 1)}}`).walked).toBe(WRONG);
    }
  });

  it('steps over blanks and the colon of a key, and not beyond what is held', () => {
    const at = (text: string, step: (ground: JsonGround) => unknown) => {
      const ground = groundOf(text);
      const said = step(ground);
      return [said, ground.pos];
    };
    expect(at(' \t\r\n x', skipBlanks)).toEqual([undefined, 5]);
    expect(at('  ', skipBlanks)).toEqual([undefined, 2]);
    expect(at('\u000bx', skipBlanks)).toEqual([undefined, 0]);
    expect(at(' : x', walkColon)).toEqual([OK, 3]);
    expect(at(' x', walkColon)).toEqual([WRONG, 1]);
    expect(at(' ', walkColon)).toEqual([SHORT, 1]);
  });
});

describe('a number that a program may not keep', () => {
  it.each([
    ['9007199254740991', false],
    ['9007199254740992', true],
    ['-9007199254740993', true],
    ['1e400', true],
    ['1e-400', true],
    ['0', false],
    ['-0.000', false],
    ['0e5', false],
    ['0.1', false],
    ['0.12345678901234567', false],
    ['0.123456789012345678', true],
    ['1234567890.12345678', true],
    ['00.12345678901234567', false],
    ['1.5e10', false],
    ['12345678901234567e2', false],
    ['123456789012345678e2', true],
    ['"9007199254740993"', false],
    ['true', false],
    ['-x', false],
  ])('%s: %s', (text, expected) => {
    expect(isImprecise(text)).toBe(expected);
  });
});
