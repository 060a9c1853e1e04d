import type { Api } from './context.ts';

/** Does what writes to `name`; an error of the system then says which output can't be written and why. Throws InputError. */
export function writing<T>(api: Api, name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const cause = systemCause(error);
    throw cause === undefined ? error : new api.InputError(`can't write ${name}: ${cause}`);
  }
}

/** As `writing`, for what takes its time. */
export async function writingSlowly<T>(api: Api, name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    return writing(api, name, () => {
      throw error;
    });
  }
}

/** Words for an error of the operating system, such as a full disk; undefined for any other error. */
export function systemCause(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  if (code === 'EEXIST') return 'a file is in the way (EEXIST): give another name';
  return `${error.message.replace(/^[A-Z0-9]+: /, '').split(',')[0]} (${code})`;
}
