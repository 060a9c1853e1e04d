// Stands in for node:fs in the modules that read packs and schemas: what the bundle holds comes first, then the disk.
import * as fs from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import contents from 'embedded:contents';

/** The folder that the contents seem to lie in: beside the program, and on no disk. */
const root = dirname(dirname(dirname(fileURLToPath(__pndHome))));
/** Folder → names in it. */
const folders = new Map();
for (const name of Object.keys(contents)) {
  const parts = name.split('/');
  for (let depth = 0; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    folders.set(folder, (folders.get(folder) ?? new Set()).add(parts[depth]));
  }
}

/** The name of a path within the contents; undefined if it leads elsewhere. */
function nameOf(path) {
  const name = relative(root, path instanceof URL ? fileURLToPath(path) : String(path)).split(sep).join('/');
  return name.startsWith('..') ? undefined : name;
}
const held = (name) => name !== undefined && Object.hasOwn(contents, name);
/** What is no text is held as base64. */
const bytesOf = (name) => Buffer.from(contents[name], name.endsWith('.bin') ? 'base64' : 'utf8');

export function readFileSync(path, options) {
  const name = nameOf(path);
  if (!held(name)) return fs.readFileSync(path, options);
  const bytes = bytesOf(name);
  return options === undefined ? bytes : bytes.toString('utf8');
}

/** What is held is opened as its bytes and how many of them were read. */
export function openSync(path, flags) {
  const name = nameOf(path);
  return held(name) ? { bytes: bytesOf(name), at: 0 } : fs.openSync(path, flags);
}

export function fstatSync(file) {
  return typeof file === 'object' ? { size: file.bytes.length } : fs.fstatSync(file);
}

export function readSync(file, into) {
  if (typeof file !== 'object') return fs.readSync(file, into);
  const read = file.bytes.copy(into, 0, file.at);
  file.at += read;
  return read;
}

export function closeSync(file) {
  if (typeof file !== 'object') fs.closeSync(file);
}

export function readdirSync(path, options) {
  const names = folders.get(nameOf(path));
  return names === undefined ? fs.readdirSync(path, options) : [...names];
}

export function statSync(path, options) {
  const name = nameOf(path);
  const isFile = held(name);
  if (!isFile && !folders.has(name)) return fs.statSync(path, options);
  return { size: isFile ? bytesOf(name).length : 0, isFile: () => isFile, isDirectory: () => !isFile };
}

export function existsSync(path) {
  const name = nameOf(path);
  return held(name) || folders.has(name) || fs.existsSync(path);
}
