/** What fills the blanks of the themes; written as these are. Places are real towns; everything that is said to happen there is invented. */
export const BLANKS: Readonly<Record<string, readonly string[]>> = {
  intel: [
    'information suggests that',
    'information received {when} suggests that',
    'intelligence indicates that',
    'it is [reported|believed|suspected] that',
    'it was [reported|noted|said] {when} that',
    'a [resident|neighbour|caller|shopkeeper] [states|says|reports] that',
    'a call [taken|made|received] {when} [said|stated] that',
    'local enquiries [suggest|show|indicate] that',
    'a [check|review] made {when} [suggests|indicates] that',
  ],
  when: [
    'on {day}',
    'on {day} [morning|evening|night|afternoon]',
    'at {hour}',
    'at {hour} on {day}',
    'on {date}',
    'in the early hours of {date}',
    'shortly [before|after] {hour}',
    'in {month}',
  ],
  man: [
    'a man known as {nick}',
    'a man [called|nicknamed] {nick}',
    'a man who [goes by|uses] the name {nick}',
    'a [tall|heavily built|thin|bearded|balding] man [known as|called] {nick}',
    'a man of about [30|35|40|45|50|55] known as {nick}',
  ],
  place: [
    ...['Luton', 'Bradford', 'Swansea', 'Derby', 'Ipswich', 'Gateshead', 'Coventry', 'Bolton', 'Slough', 'Wigan', 'Boston', 'Crewe'],
    ...['Hastings', 'Newport', 'Stockton', 'Reading', 'Peterborough', 'Burnley', 'Exeter', 'Gloucester', 'Lincoln', 'Northampton'],
    ...['Oldham', 'Preston', 'Rotherham', 'Salford', 'Telford', 'Walsall', 'Wrexham', 'Yeovil', 'Barnsley', 'Bedford', 'Blackburn'],
    ...['Carlisle', 'Chesterfield', 'Colchester', 'Darlington', 'Doncaster', 'Grantham', 'Halifax', 'Hereford', 'Huddersfield'],
    ...['Kettering', 'Leicester', 'Macclesfield', 'Mansfield', 'Norwich', 'Nuneaton', 'Rochdale', 'Scunthorpe', 'Shrewsbury', 'Stafford'],
    ...['Stevenage', 'Stoke', 'Sunderland', 'Swindon', 'Taunton', 'Wakefield', 'Warrington', 'Wolverhampton', 'Worcester', 'Worksop'],
  ],
  beach: ['Camber Sands', 'Dungeness', 'Kingsdown', 'Pett Level', 'Walmer', 'St Margaret’s Bay', 'Greatstone', 'Winchelsea Beach'],
  coast: ['Gravelines', 'the beaches near Dunkirk', 'Loon-Plage', 'the dunes near Calais', 'Wimereux', 'the coast near Boulogne'],
  port: ['Dover', 'Harwich', 'Felixstowe', 'Holyhead', 'Hull', 'Immingham', 'Portsmouth', 'Fishguard', 'Plymouth', 'Newhaven'],
  shop: [
    'a [phone|barber’s|corner|vape|tyre|betting|charity|pawn|second-hand|shoe repair] shop',
    'a [phone|barber’s|corner|vape|tyre|betting|charity|pawn|second-hand|shoe repair] shop on {street}',
    'a [café|nail bar|takeaway|snooker club|launderette|bakery|shisha lounge|gym] on {street}',
    'a [café|nail bar|takeaway|snooker club|launderette|bakery|shisha lounge|gym]',
  ],
  street: [
    '[Mill|Station|Church|Victoria|Albert|Castle|Market|Canal|Queen|Union|Bridge|Park|Chapel|Wellington|Nelson] [Street|Road|Lane|Parade]',
  ],
  vehicle: [
    'a [white|grey|black|silver|blue|red|green|cream|maroon|yellow] [Transit van|Sprinter van|Vito van|Luton van|panel van|estate car|hatchback|pick-up|saloon|minibus]',
  ],
  nick: [
    ...['‘Rafi’', '‘Uncle’', '‘Beto’', '‘Sunny’', '‘Tall Dan’', '‘Kez’', '‘Marco’', '‘Zeb’', '‘Old Len’', '‘Vee’', '‘Doc’', '‘Renée’'],
    ...['‘Chino’', '‘Baz’', '‘Mags’', '‘Tiny’', '‘Ollie’', '‘Red’', '‘Pavo’', '‘Skip’', '‘Bishop’', '‘Lanky’', '"Jonno"', '"Slim"'],
  ],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  month: ['January', 'February', 'March', 'April', 'May', 'June', 'September', 'October', 'November', 'December'],
};

/** Sentences that fit any report: how it came to be known, and what was written down. */
export const PARTICULARS: readonly string[] = [
  '[Two|Three] [residents|neighbours|passers-by|dog walkers] [saw|noticed|remembered] it [between {hour} and {hour}|{when}|at about {hour}] and [wrote|noted] down {number} as part of [a plate|a number|a house number].',
  'The [note|entry|statement] was [made|taken|written] {when}, [page|sheet] {number}, and [read back|signed|checked] at {hour}.',
  '[Camera|Shop|Doorbell] film timed {hour} [has been kept|was saved|is held] as [exhibit|item|disc] {number}; [more|a second copy|the rest] [may be had|was asked for|is due] {when}.',
  '[Receipts|Photographs|Frames] numbered {number} and {number} [bear this out|have been copied], the [later|earlier|larger] [dated|marked] {date}.',
  'A [second|further|later] [enquiry|pass] {when} [added|gave] [frame|gate|house] number {number} and [the hour, {hour}|the date, {date}].',
  '[It was raining|It was dry|It was foggy] [at the time|until {hour}|by {hour}], [as|which] [entry|page] {number} of the [diary|pocket book] [has it|notes].',
  '[The caller|The witness|The shopkeeper] [had known of it since|first noticed it in|put it down to] {month} and [gave|remembered] [the date as {date}|the time as {hour}|a house number, {number}].',
  '[Compared|Read] [with|against] [entry|note|page] {number} of {date}, which [agrees|says the same|differs only in the hour, {hour}].',
];

/** Last sentences. The number of the log, unique in the batch, makes every narrative different from all others. */
export const CLOSINGS: readonly string[] = [
  'Log {log} refers.',
  'Enquiries [continue|go on|are in hand] under log {log}.',
  'No other details [known|given|held]; see log {log}.',
  'Research has been [started|asked for|begun], log {log}.',
  'Linked with log {log}.',
  'Actions [taken|set|agreed] are in log {log}.',
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
