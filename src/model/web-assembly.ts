import { Buffer } from 'node:buffer';

/** Memory that a module lays out itself. */
export interface ModuleMemory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): number;
}

/** Node has it, its types have not. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: unknown };
}

/** Modules compiled, by their text: what is opened again is not compiled again. */
const compiled = new Map<string, object>();

/**
 * What a module of WebAssembly exports; null where none may run or there is no memory.
 *
 * @param binary in base 64
 * @param size bytes of memory that are needed, if the module asks for none itself
 */
export function openModule<Exports extends { readonly memory: ModuleMemory }>(binary: string, size = 0): Exports | null {
  const engine = (globalThis as { WebAssembly?: Engine }).WebAssembly;
  if (engine === undefined) return null;
  try {
    const module = compiled.get(binary) ?? new engine.Module(Buffer.from(binary, 'base64'));
    compiled.set(binary, module);
    const opened = new engine.Instance(module).exports as Exports;
    opened.memory.grow(Math.ceil(size / 0x10000));
    return opened;
  } catch {
    return null;
  }
}

/**
 * Makes a function that writes the UTF-16 units of a text into memory, with a 0 behind them.
 * @param at 0-based byte, even
 * @param most units of the longest text
 */
export function textWriter({ buffer }: ModuleMemory, at: number, most: number): (text: string) => void {
  const bytes = Buffer.from(buffer, at, most * 2);
  const units = new Uint16Array(buffer, at, most + 1);
  return (text) => {
    bytes.write(text, 'utf16le');
    units[text.length] = 0;
  };
}
