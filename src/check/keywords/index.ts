import { ageAt } from './age-at.ts';
import { agreesWithParts } from './agrees-with-parts.ts';
import { characters } from './characters.ts';
import { checkDigit } from './check-digit.ts';
import { notAfter, notBefore } from './date-order.ts';
import { evidence } from './evidence.ts';
import { fieldType } from './field-type.ts';
import { filler } from './filler.ts';
import { inCodelist } from './in-codelist.ts';
import type { Keyword } from './keyword.ts';
import { matchesColumn } from './matches-column.ts';
import { mentions } from './mentions.ts';
import { sameAs } from './same-as.ts';
import { standsIn } from './stands-in.ts';
import { unexplained } from './unexplained.ts';

/** The keywords that rules may use beside those of JSON Schema; `readable` is made by the compiler itself. */
export const KEYWORDS: readonly Keyword[] = [
  inCodelist,
  notBefore,
  notAfter,
  checkDigit,
  sameAs,
  filler,
  evidence,
  mentions,
  unexplained,
  characters,
  fieldType,
  agreesWithParts,
  matchesColumn,
  ageAt,
  standsIn,
];
