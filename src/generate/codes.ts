import type { Topic } from './corpus/theme.ts';

/** What a clean record about a topic is coded with; every code is current on every day of a batch and fits the others of its row. */
export interface TopicCodes {
  /** Blank for topics outside organised immigration crime. */
  readonly threatArea: string;
  /** Crime identifier codes; blank among them where a record may have none. */
  readonly identifiers: readonly string[];
  readonly offences: readonly string[];
  /** Home Office class of one of the offences; blank where none is given. */
  readonly homeOfficeClass: string;
}

/** Codes of the lists that ship with the packs. The crime identifiers are placeholders: PND's own are not public. */
export const CODES: Readonly<Record<Topic, TopicCodes>> = {
  'small-boat': {
    threatArea: 'FACILITATION',
    identifiers: ['PLACEHOLDER-OIC-SMALL-BOATS', 'PLACEHOLDER-OIC-SMALL-BOATS', 'PLACEHOLDER-OIC-FACILITATION'],
    offences: ['IM71142', 'IM71142C', 'IM71143', 'BS25003', 'BS25005', 'BS25009', 'IM71503'],
    homeOfficeClass: '078/29',
  },
  'other-route': {
    threatArea: 'FACILITATION',
    identifiers: ['PLACEHOLDER-OIC-FACILITATION'],
    offences: ['IM71142', 'IM71142C', 'IM71143', 'CL77040'],
    homeOfficeClass: '078/29',
  },
  documents: {
    threatArea: 'DOCUMENTS',
    identifiers: ['PLACEHOLDER-OIC-DOCUMENTS'],
    offences: ['ID10001', 'ID10002', 'ID10003', 'IM71026', 'IM71108', 'FC81006'],
    homeOfficeClass: '061/40',
  },
  'legitimate-means': {
    threatArea: 'LEGITIMATE_MEANS',
    identifiers: ['PLACEHOLDER-OIC-LEGITIMATE-MEANS'],
    offences: ['IA06009', 'IA06010', 'IM14001', 'IA99005'],
    homeOfficeClass: '078/24',
  },
  slavery: {
    threatArea: '',
    identifiers: ['PLACEHOLDER-MSHT', 'PLACEHOLDER-MSHT-SLAVERY', 'PLACEHOLDER-MSHT-TRAFFICKING'],
    offences: ['MS15001', 'MS15002'],
    homeOfficeClass: '036/08',
  },
  drugs: {
    threatArea: '',
    identifiers: ['', 'PLACEHOLDER-OTHER-DRUGS', 'PLACEHOLDER-OTHER-COUNTY-LINES'],
    offences: [],
    homeOfficeClass: '',
  },
  firearms: {
    threatArea: '',
    identifiers: ['PLACEHOLDER-OTHER-FIREARMS', 'PLACEHOLDER-OTHER-VIOLENCE'],
    offences: [],
    homeOfficeClass: '',
  },
  theft: { threatArea: '', identifiers: ['', 'PLACEHOLDER-OTHER-ACQUISITIVE'], offences: [], homeOfficeClass: '' },
  fraud: { threatArea: '', identifiers: ['', 'PLACEHOLDER-OTHER-FRAUD'], offences: [], homeOfficeClass: '' },
};

/** Codes that were out of force before the first day of a batch, and what has replaced them. */
export const RETIRED_IDENTIFIERS: Readonly<Partial<Record<Topic, { readonly code: string; readonly now: string }>>> = {
  documents: { code: 'PLACEHOLDER-OIC-FORGED-PAPERS', now: 'PLACEHOLDER-OIC-DOCUMENTS' },
  slavery: { code: 'PLACEHOLDER-MSHT-LABOUR', now: 'PLACEHOLDER-MSHT-SLAVERY' },
  theft: { code: 'PLACEHOLDER-OTHER-ROBBERY', now: 'PLACEHOLDER-OTHER-ACQUISITIVE' },
};
/** A code for other routes that is right to its last day and retired from the next. */
export const ENDING_IDENTIFIER = { code: 'PLACEHOLDER-OIC-CLANDESTINE', now: 'PLACEHOLDER-OIC-FACILITATION', lastDay: '2025-12-30' };
/** A code for abuse of legitimate means that has a successor, but no public date from which it is out of force. */
export const SUPERSEDED_IDENTIFIER = { code: 'PLACEHOLDER-OIC-VISA-ABUSE', now: 'PLACEHOLDER-OIC-LEGITIMATE-MEANS' };
/** Offence codes for facilitation, and what has replaced them. */
export const OLD_OFFENCES: readonly { readonly code: string; readonly now: string }[] = [
  { code: 'IM71131', now: 'IM71142' },
  { code: 'IM71104', now: 'IM71142' },
  { code: 'IM71105', now: 'IM71143' },
];
/** Offences that only the migrant can commit. */
export const MIGRANT_OFFENCES: Readonly<Record<string, readonly string[]>> = {
  FACILITATION: ['IM71133', 'IM71135'],
  LEGITIMATE_MEANS: ['IM71134', 'IM71128'],
};

export const FOUR_PS: readonly string[] = ['PURSUE', 'PREVENT', 'PROTECT', 'PREPARE'];
export const COLLECTION_METHODS: readonly string[] = [
  'DEBRIEF',
  'CUSTODY',
  'OBSERVATION',
  'STOP',
  'SEARCH',
  'PUBLIC',
  'PARTNER',
  'OPEN_SOURCE',
];
export const REVIEW_GROUPS: readonly string[] = ['1', '2', '3', '4'];
