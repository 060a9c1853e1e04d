/** What fills the blanks of the themes. Places are real towns; everything that is said to happen there is invented. */
export const BLANKS: Readonly<Record<string, readonly string[]>> = {
  place: [
    'Luton',
    'Bradford',
    'Swansea',
    'Derby',
    'Ipswich',
    'Gateshead',
    'Coventry',
    'Bolton',
    'Slough',
    'Wigan',
    'Boston',
    'Crewe',
    'Hastings',
    'Newport',
    'Stockton',
    'Reading',
    'Peterborough',
    'Burnley',
    'Exeter',
    'Gloucester',
    'Lincoln',
    'Northampton',
    'Oldham',
    'Preston',
    'Rotherham',
    'Salford',
    'Telford',
    'Walsall',
    'Wrexham',
    'Yeovil',
  ],
  beach: ['Camber Sands', 'Dungeness', 'Kingsdown', 'Pett Level', 'Walmer', 'St Margaret’s Bay', 'Greatstone', 'Winchelsea Beach'],
  coast: ['Gravelines', 'the beaches near Dunkirk', 'Loon-Plage', 'the dunes near Calais', 'Wimereux', 'the coast near Boulogne'],
  port: ['Dover', 'Harwich', 'Felixstowe', 'Holyhead', 'Hull', 'Immingham', 'Portsmouth', 'Fishguard', 'Plymouth', 'Newhaven'],
  shop: [
    'a phone shop',
    'a barber’s shop',
    'a café',
    'a nail bar',
    'a takeaway',
    'a corner shop',
    'a vape shop',
    'a snooker club',
    'a tyre shop',
    'a launderette',
  ],
  vehicle: [
    'a white Transit van',
    'a grey Sprinter van',
    'a black people carrier',
    'a silver estate car',
    'a blue Vito van',
    'a red hatchback',
    'a green pick-up',
    'a white Luton van',
  ],
  nick: [
    '‘Rafi’',
    '‘Uncle’',
    '‘Beto’',
    '‘Sunny’',
    '‘Tall Dan’',
    '‘Kez’',
    '‘Marco’',
    '‘Zeb’',
    '‘Old Len’',
    '‘Vee’',
    '‘Doc’',
    '‘Renée’',
    '"Jonno"',
    '"Slim"',
  ],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  month: ['January', 'February', 'March', 'April', 'May', 'June', 'September', 'October', 'November', 'December'],
  hour: ['0415 hours', '0530 hours', '0650 hours', '0905 hours', '1320 hours', '1745 hours', '2010 hours', '2235 hours', '2350 hours'],
  sum: ['£350', '£600', '£850', '£1,200', '£1,500', '£2,000', '£2,750', '£3,500', '£4,200', '£6,000', '€900', '€2,400'],
  count: ['4', '6', '7', '9', '11', '12', '14', '17', '19', '22', '26', '31', '34', '40'],
};

/**
 * Sentences that fit any report. Their numbers and times stand in every run of four words, so that two narratives are seldom nearly
 * the same, however few the reports and details are.
 */
export const PARTICULARS: readonly string[] = [
  'Frames {number} and {number} of disc {number} are timed {clock}, frame {number} is timed {clock}.',
  'Receipts {number} and {number}, printed {clock} and {clock}, are kept as exhibit {number}.',
  'The meter read {number} at {clock} and {number} at {clock}, both times by torchlight.',
  'Photographs {number} to {number} were taken by {clock}, those from {number} on after {clock}.',
  'Film {number} begins {clock}, film {number} begins {clock}, both copied to disc {number}.',
  'Page {number}, line {number}, begun {clock}, ended {clock}, copied as sheet {number}.',
];

/** Last sentences. The number of the log, unique in the batch, makes every narrative different from all others. */
export const CLOSINGS: readonly string[] = [
  'Log {log} refers.',
  'Enquiries continue under log {log}.',
  'No other details known; see log {log}.',
  'Research has been started, log {log}.',
  'Linked with log {log}.',
  'Actions taken are in log {log}.',
];

/** Written in `handling_conditions` when sharing is subject to conditions. */
export const HANDLING_CONDITIONS: readonly string[] = [
  'No action to be taken without consulting the originator.',
  'For covert development only; consult the originating unit first.',
  'Not to be shared outside law enforcement without the originator’s consent.',
  'Use for briefing only, in sanitised form agreed with the originator.',
];

/** Written in `modus_operandi`. */
export const METHODS: readonly string[] = [
  'Contact made by phone, payment in cash through a third person, travel at night.',
  'Premises chosen for their rear access; goods carried out before staff arrive.',
  'Orders taken online, handed over in a car park, never twice in the same place.',
];

/** Where a report stands in its own system. */
export const STATUSES: readonly string[] = ['approved', 'approved', 'approved', 'for submission'];
