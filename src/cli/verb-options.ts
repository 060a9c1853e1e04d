import { Option } from 'commander';
import type { Command } from './command.ts';
import { gathered, pair } from './option-values.ts';

/** Takes the command that the words make. */
export type Take = (command: Command) => void;

export function packOption(): Option {
  return new Option('--pack <id|dir>', 'rule pack (default: oic; repeatable)').argParser(gathered);
}

export function codelistOption(): Option {
  return new Option('--codelist <NAME=FILE>', 'CSV that stands in for a code list of the pack (repeatable)').argParser(
    pair('NAME=FILE, for example crime-identifiers=official.csv'),
  );
}

export function debugOption(): Option {
  return new Option('--debug', 'show the stack of an error of the program');
}
