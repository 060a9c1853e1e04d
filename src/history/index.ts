export type { RunToAdd } from './add.ts';
export { type Control, pChart } from './chart.ts';
export { compareFolders } from './compare-folders.ts';
export type { OpenOptions } from './duckdb.ts';
export { type History, openHistory } from './history.ts';
export type { Proportion } from './lasting-change.ts';
export { type RunFolder, runFolderOf } from './run-folder.ts';
export { runId } from './run-id.ts';
