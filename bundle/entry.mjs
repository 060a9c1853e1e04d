// The whole program as one module: the command line in the main thread, and in others what works on a stretch of a file.
import { isMainThread, parentPort } from 'node:worker_threads';
import { hostOf, main } from '../src/cli/program.ts';
import work from '../src/worker.ts';

if (isMainThread) {
  await import('./engine.cjs');
  process.on('uncaughtException', ({ code, name }) => process.exit(console.error(`pnd-lint: a fault of the program (${code ?? name})`) ?? 3));
  process.exitCode = await main(process.argv.slice(2), hostOf(process));
  if (process.exitCode > 128) process.exit(); // stopped by a signal: what still waits for input is let go
} else {
  parentPort.on('message', async (task) => {
    try {
      parentPort.postMessage({ result: await work(task) });
    } catch (error) {
      parentPort.postMessage({ error });
    }
  });
}
