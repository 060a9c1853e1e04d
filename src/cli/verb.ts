import { Option } from 'commander';
import type { Command } from './command.ts';

/** Takes the command that the words ask for. */
export type Take = (command: Command) => void;

/** `--debug`, which every verb has. */
export function debugOption(): Option {
  return new Option('--debug', 'show the stack of an error of the program');
}
