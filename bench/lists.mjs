const numbered = (count, width, make) => Array.from({ length: count }, (_, index) => make(String(index + 1).padStart(width, '0')));

/** Columns of the benchmark's records, in order. */
export const COLUMNS = [
  'record_id',
  'agency_code',
  'date_recorded',
  'date_of_event',
  'source_eval',
  'info_eval',
  'handling_code',
  'protective_marking',
  'crime_identifier_code',
  'threat_category',
  'threat_tags',
  'summary',
  'nationality',
  'ocg_urn',
  'nccu_ref',
  'postcode',
  'officer_id',
  'review_group',
  'export_batch',
  'created_at',
  'updated_at',
  'status',
];

/** Column → its place in a record. */
export const AT = Object.fromEntries(COLUMNS.map((name, index) => [name, index]));

// All codes are invented; the pack in bench/pack has the same as code lists.
export const AGENCIES = numbered(48, 2, (number) => number);
export const MARKINGS = ['OFFICIAL', 'OFFICIAL-SENSITIVE', 'SECRET'];
export const CATEGORIES = ['DRUGS', 'FIREARMS', 'CYBER', 'FRAUD', 'MSHT', 'CSAE', 'OCG', 'ACQUISITIVE', 'BORDER', 'MONEYLAUNDERING'];
/** Threat category → its crime identifiers. */
export const CODES = Object.fromEntries(
  CATEGORIES.map((category, place) => [
    category,
    Array.from({ length: 12 }, (_, index) => `${category.slice(0, 3)}${place * 12 + index + 100}`),
  ]),
);
export const TAGS = (
  'county-lines cuckooing ransomware phishing ddos romance-fraud courier knife converted-firearm trafficking forced-labour grooming ' +
  'smuggling cash crypto mule burglary robbery vehicle small-boats heroin cocaine cannabis prison'
).split(' ');
export const NATIONALITIES = (
  'GBR ALB ROU POL IRL NGA PAK IND BGD VNM CHN TUR IRN IRQ AFG SOM ERI SDN DEU FRA ESP ITA NLD BEL PRT LTU LVA EST BGR HUN JAM USA ' +
  'UKR RUS'
).split(' ');
export const SOURCE_EVALUATIONS = ['1', '2', '3'];
export const INFORMATION_EVALUATIONS = ['A', 'B', 'C', 'D', 'E'];
export const HANDLING_CODES = ['P', 'C'];
export const REVIEW_GROUPS = ['RG-A', 'RG-B', 'RG-C', 'RG-D', 'RG-E', 'RG-F'];
export const STATUSES = ['NEW', 'REVIEWED', 'DISSEMINATED', 'CLOSED'];
/** The last day that a record may bear. */
export const LAST_DAY = '2024-06-30';
