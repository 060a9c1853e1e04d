/** A kind of fault that lies between the batch and another file, or inside that file. */
export interface ReferenceFault {
  /** The option of the file. */
  readonly file: 'referrals' | 'ocg-list' | 'agencies-expected';
  /** Id of the rule that speaks, with its pack. */
  readonly rule: string;
  /** Field of the record, or column of the row, that the finding stands at. */
  readonly field: string;
  /** Whose number the truth gives: that of the record, or of the row. */
  readonly at: 'record' | 'row';
}

/** Every kind of fault that is planted by means of a reference file. */
export const REFERENCE_FAULTS = {
  withoutDocument: { file: 'referrals', rule: 'oic/referral-without-document', field: 'nccu_reference', at: 'row' },
  duplicateReferral: { file: 'referrals', rule: 'oic/duplicate-referral', field: 'nccu_reference', at: 'row' },
  unknownReferral: { file: 'referrals', rule: 'oic/unknown-referral', field: 'nccu_reference', at: 'record' },
  lateDocument: { file: 'referrals', rule: 'oic/document-late-for-referral', field: 'reported_on', at: 'record' },
  otherAgency: { file: 'referrals', rule: 'oic/referral-agency-mismatch', field: 'agency', at: 'record' },
  matchedLoosely: { file: 'referrals', rule: 'oic/referral-matched-loosely', field: 'nccu_reference', at: 'record' },
  unknownGroup: { file: 'ocg-list', rule: 'oic/unknown-ocg', field: 'ocg_reference', at: 'record' },
  archivedGroup: { file: 'ocg-list', rule: 'oic/archived-ocg', field: 'ocg_reference', at: 'record' },
  duplicateGroup: { file: 'ocg-list', rule: 'oic/duplicate-ocg', field: 'ocg_reference', at: 'row' },
  quietGroup: { file: 'ocg-list', rule: 'oic/ocg-without-recent-intelligence', field: 'ocg_reference', at: 'row' },
  silentAgency: { file: 'agencies-expected', rule: 'oic/agency-submitted-nothing', field: 'agency', at: 'row' },
} as const satisfies Readonly<Record<string, ReferenceFault>>;

/** A line of the truth. @param number 1-based record, or row of the reference file; `urn` is blank for a row */
export const truthLine = ({ field, rule }: ReferenceFault, number: number, urn: string): string => `${number},${urn},${field},${rule}\n`;
