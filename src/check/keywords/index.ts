import { checkDigit } from './check-digit.ts';
import { notAfter, notBefore } from './date-order.ts';
import { filler } from './filler.ts';
import { inCodelist } from './in-codelist.ts';
import type { Keyword } from './keyword.ts';
import { sameAs } from './same-as.ts';

/** The keywords that rules may use beside those of JSON Schema; `readable` is made by the compiler itself. */
export const KEYWORDS: readonly Keyword[] = [inCodelist, notBefore, notAfter, checkDigit, sameAs, filler];
