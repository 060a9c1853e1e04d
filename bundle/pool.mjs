// Stands in for tinypool, which needs files of its own: as much of it as src/lint.ts uses. Each thread runs the one file again.
import { Worker } from 'node:worker_threads';

export class Tinypool {
  #idle = [];
  #waiting = [];
  #workers = [];

  constructor({ maxThreads }) {
    for (let n = 0; n < maxThreads; n++) {
      const worker = new Worker(new URL(__pndSelf));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** Runs a task on a thread that is free, now or later. */
  run(task, { signal } = {}) {
    return new Promise((resolve, reject) => {
      const start = (worker) => {
        const end = (settle, value) => {
          worker.off('message', onMessage).off('error', onError).off('exit', onExit);
          signal?.removeEventListener('abort', onAbort);
          const next = this.#waiting.shift();
          if (next === undefined) this.#idle.push(worker);
          else next(worker);
          settle(value);
        };
        const onMessage = ({ result, error }) => (error === undefined ? end(resolve, result) : end(reject, error));
        const onError = (error) => end(reject, error);
        const onExit = () => end(reject, new Error('a thread ended before its task'));
        const onAbort = () => end(reject, signal.reason);
        worker.on('message', onMessage).on('error', onError).on('exit', onExit);
        signal?.addEventListener('abort', onAbort);
        worker.postMessage(task);
      };
      const worker = this.#idle.pop();
      if (worker === undefined) this.#waiting.push(start);
      else start(worker);
    });
  }

  async destroy() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
