/** How far a run has come. Bytes are of the inputs as they lie on disk. */
export interface Progress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly records: number;
}

/** Milliseconds between two writings of the line. */
const PERIOD = 100;

/** One line of progress that fits in `columns`, e.g. `12 %  48 of 400 MB  120,000 records  14 s left`; the time only if it is known. */
export function progressLine(progress: Progress, secondsLeft: number | undefined, columns: number): string {
  const parts = [
    `${Math.floor(shareOf(progress) * 100)} %`,
    `${megabytes(progress.bytes)} of ${megabytes(progress.totalBytes)} MB`,
    `${grouped(progress.records)} records`,
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]),
  ];
  return parts.join('  ').slice(0, Math.max(0, columns - 1));
}

/** Shows progress on one line of a terminal that is written anew. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Wipes the line. */
  end(): void;
}

/** A progress line; `write` takes text for the terminal, `now` gives milliseconds. */
export function progressOn(write: (text: string) => void, columns: number, now: () => number): ProgressLine {
  let first: { readonly time: number; readonly share: number } | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let written = false;
  return {
    show(progress) {
      const time = now();
      if (time - last < PERIOD) return;
      last = time;
      written = true;
      const share = shareOf(progress);
      // What came before the first sign of progress was other work, so the pace is taken from there on.
      first ??= { time, share };
      const seconds = (time - first.time) / 1000;
      const left = seconds >= 1 && share > first.share ? (seconds / (share - first.share)) * (1 - share) : undefined;
      write(`\r${progressLine(progress, left, columns)}\x1b[K`);
    },
    end() {
      if (written) write('\r\x1b[K');
      written = false;
    },
  };
}

function shareOf({ bytes, totalBytes }: Progress): number {
  return totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 0;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 90) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
