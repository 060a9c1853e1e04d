import type { Segment, Survey } from '../model/source.ts';
import type { Told } from './head.ts';

/** How workbooks are read. */
export interface WorkbookOptions {
  /** Name of the sheet; default: the first that is not hidden. */
  readonly sheet?: string | undefined;
  /** Path in a private folder, where the sheet is written as a table; files beside it begin with it. */
  readonly table: string;
  readonly signal?: AbortSignal | undefined;
}

/** How a file is surveyed, beside what is told of its content. */
export interface SurveyOptions extends Told {
  /** Bytes read at a time; changes nothing but speed. */
  readonly chunkSize?: number | undefined;
  /** Bytes after which a segment ends with its row; default 8 MiB. */
  readonly segmentBytes?: number | undefined;
  /** Told how many more bytes of the file, as it lies on disk, have been read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /**
   * Told each segment of a table that another follows as soon as it is cut, to be read before the whole file is known. What is known of the file
   * by then holds for the segment unless the survey comes to another encoding, or to a file that is not complete.
   */
  readonly onSegment?: ((segment: Segment, known: Survey) => void) | undefined;
  /** How workbooks are read; without it they are files of another kind. */
  readonly workbook?: WorkbookOptions | undefined;
}
