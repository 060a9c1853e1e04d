// Loads the parts of the program, which lie beside this as functions of the text that `program.mjs` makes of them.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');

/** Bytes of a SHA-256. */
const SEAL = 32;
const loaded = new Map();
/** Name of a part that was compiled → its script, and its text as bytes. */
const scripts = new Map();

/** File that the build keeps a part's compiled code in. That is of use to this engine with these settings alone, so another looks for another file. */
const codeFile = (name) => join(__dirname, `${name}.${process.version}-${process.platform}-${process.arch}-${cachedDataVersionTag()}.bin`);

/** What shows that compiled code is whole, and of this text: the engine believes what it is given, and looks at the length of the text alone. */
const sealOf = (text, code) => createHash('sha256').update(text).update(code).digest();

/** What the build kept of a part; undefined if there is none, or it is not the one that it was. The text says the same, and takes longer. */
function keptCode(name, text) {
  try {
    const bytes = readFileSync(codeFile(name));
    const code = bytes.subarray(SEAL);
    return sealOf(text, code).equals(bytes.subarray(0, SEAL)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function compile(name) {
  const filename = join(__dirname, `${name}.js`);
  const text = readFileSync(filename);
  const script = new Script(text.latin1Slice(), { filename, cachedData: keptCode(name, text) });
  scripts.set(name, { script, text });
  return script.runInThisContext()(requireAny, importAny, pathToFileURL(filename).href);
}

/** What a part exports, by its name without `.js`. */
function load(name) {
  if (!loaded.has(name)) loaded.set(name, compile(name));
  return loaded.get(name);
}

const isPart = (name) => name.startsWith('./');
const requireAny = (name) => (isPart(name) ? load(name.slice(2, -'.js'.length)) : require(name));
const importAny = async (name) => (isPart(name) ? requireAny(name) : import(name));

module.exports = { load, scripts, codeFile, sealOf };
