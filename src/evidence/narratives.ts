/** A labelled narrative, one JSON object a line. */
export interface LabelledNarrative {
  readonly id: string;
  readonly text: string;
  readonly oic: boolean;
  readonly primary: string | null;
  readonly areas: readonly string[];
  readonly smallBoat: boolean;
  /** `(none)` if the line does not say. */
  readonly difficulty: string;
}

export interface BadLine {
  /** 1-based physical line. */
  readonly line: number;
  readonly problem: string;
}

function problemOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'expected an object';
  const entry = value as Record<string, unknown>;
  if (typeof entry.id !== 'string' && typeof entry.id !== 'number') return '"id": expected text';
  if (typeof entry.text !== 'string') return '"text": expected text';
  if (typeof entry.oic !== 'boolean') return '"oic": expected true or false';
  const areas = entry.areas ?? [];
  if (!Array.isArray(areas) || areas.some((area) => typeof area !== 'string')) return '"areas": expected a list of texts';
  if (entry.primary !== undefined && entry.primary !== null && typeof entry.primary !== 'string') return '"primary": expected text or null';
  if (entry.smallBoat !== undefined && typeof entry.smallBoat !== 'boolean') return '"smallBoat": expected true or false';
  return undefined;
}

/** Reads labelled narratives; blank lines are passed over, others that are none are told by number. Never throws. */
export function readNarratives(lines: Iterable<string>): { narratives: LabelledNarrative[]; badLines: BadLine[] } {
  const narratives: LabelledNarrative[] = [];
  const badLines: BadLine[] = [];
  let line = 0;
  for (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line === 1 ? text.replace(/^\ufeff/, '') : text);
    } catch {
      badLines.push({ line, problem: 'not JSON' });
      continue;
    }
    const problem = problemOf(value);
    if (problem !== undefined) {
      badLines.push({ line, problem });
      continue;
    }
    const entry = value as Record<string, unknown>;
    const areas = (entry.areas ?? []) as string[];
    narratives.push({
      id: String(entry.id),
      text: entry.text as string,
      oic: entry.oic as boolean,
      primary: (entry.primary as string | null | undefined) ?? areas[0] ?? null,
      areas,
      smallBoat: entry.smallBoat === true,
      difficulty: typeof entry.difficulty === 'string' ? entry.difficulty : '(none)',
    });
  }
  return { narratives, badLines };
}
