import type { Theme } from './theme.ts';

/** Exploitation without any immigration crime: the confusable neighbour. */
export const SLAVERY: readonly Theme[] = [
  {
    topic: 'slavery',
    reports: [
      'A British man with learning difficulties is [reported|said|believed] to be [held to|kept in|made to do] forced labour on a [paving|tarmac|roofing|fencing] gang [run|led|worked] from a yard [in|near|outside] {place}.',
      '{intel} {count} homeless British men from {place} are being [made|forced] to work without pay [by|for] a man [known as|called|who uses the name] {nick} [on driveways|at a yard|in a packing shed].',
    ],
    details: [
      'Benefits are [taken away|held back|drawn by the gang master] each week, the only bed is in a [caravan|shed] without heating, and anyone who [speaks|complains|says a word] to customers is [beaten|hit|threatened].',
      'Food and a bed were [promised|offered] in {month}, and the victims’ bank cards are now [held|kept|used] by the gang master at [an address|a farm|a house] [in|near|outside] {place}.',
    ],
  },
  {
    topic: 'slavery',
    reports: [
      'Two British women are [believed|said|reported] to be [moved|taken] between [holiday lets|guest houses|cheap hotels] [around|in|near] {place} and [made|forced|coerced] to sell sex by a man [known as|called|who uses the name] {nick}.',
      'A British girl of [fifteen|fourteen|sixteen] from {place} is being sexually exploited by older men who [collect|fetch|pick up] her in {vehicle} on {day} [evenings|nights|afternoons].',
    ],
    details: [
      'The money is taken by the men who [drive|wait outside|bring the customers], threats have been made against [family members|a younger sister|the parents] and a safeguarding referral [has been|was] made [in {month}|by the school|by a nurse].',
      'Phones are [taken away|held|checked] before each visit, and debts of {sum} are [used as|kept as|made] a hold over the victims, who are [watched|beaten|not let out].',
    ],
  },
];

/** Crime that has nothing to do with immigration or slavery. */
export const OTHER: readonly Theme[] = [
  {
    topic: 'drugs',
    reports: [
      '{man} is [supplying|dealing|selling] crack cocaine and heroin from [an address|a flat|a ground-floor flat] [in|on the edge of|near the centre of] {place}, [mostly|as a rule|each {day}] between {hour} and [midnight|the small hours|closing time].',
      '{intel} a drug line [run|operating|selling] into {place} has [taken over|moved into|begun to use] the flat of a [local resident|tenant|man of sixty] who is himself a [user|heroin user|customer of theirs].',
    ],
    details: [
      'Deals are [made|done|struck] from {vehicle} [parked|standing|left] near {shop}, and [about|some|up to] {count} [customers|users|buyers] are [served|seen|supplied] on a {day}.',
      'The drugs are [hidden|kept] [in a meter cupboard|under a stair|in a hollow step], the takings of [about|some|up to] {sum} a week are [moved|carried|driven] out every {day}.',
    ],
  },
  {
    topic: 'drugs',
    reports: [
      'A cannabis farm is suspected at a [semi-detached|detached|corner] house [in|near|outside] {place}, where the windows [are covered|have been boarded] and the electricity meter has been [bypassed|tampered with|cut out].',
      'A strong smell of growing cannabis and the [hum|noise|drone] of fans have been [noted|reported|noticed] from a unit [behind|beside|above] {shop} in {place} since {month}, [mostly|above all] [at about {hour}|at weekends].',
    ],
    details: [
      '{vehicle} [calls|comes|draws up] on {day} [nights|evenings|mornings], and [bags of soil|lamps|trays] and [lengths of ducting|rolls of foil|plant feed] have been [carried|taken|brought] in through the rear yard.',
      'The tenancy is held by {man}, who [keeps two dogs|tends the plants|waters the plants] and is [seldom|hardly ever|rarely] [there|seen|at home].',
    ],
  },
  {
    topic: 'firearms',
    reports: [
      '{man} is [said|believed|reported] to be [keeping|hiding] a [shotgun|sawn-off shotgun|rifle] and [two|three] converted pistols [behind a bath panel|under floorboards] at his [home|flat|mother’s house] in {place}.',
      'Shots were [heard|fired|reported] in {place} {when}, and {vehicle} [left|made off] at speed [towards|by way of] the [bypass|canal|park].',
    ],
    details: [
      'The [weapons|guns|pistols] are [offered|sold|lent] at {sum} each to local drug dealers, and one was [shown|passed round|demonstrated] to others at {shop} in {month}.',
      'The [dispute|quarrel|feud] is [believed|said|thought] to be over a drug debt of {sum} between two groups of young men from {place}, [one|some] of whom [carry|have] a pistol.',
    ],
  },
  {
    topic: 'theft',
    reports: [
      'Power tools worth {sum} were stolen from {count} parked vans [in|around|on drives in] {place} [overnight|between dusk and {hour}|{when}], each [opened|entered|broken into] by [peeling back|drilling|levering] the [side|rear|sliding] door.',
      'A burglary [team|crew|gang] from {place} is [thought|believed|said] to be behind {count} break-ins in {month}, [taking|stealing] [jewellery|silver|cash] and car keys [only|above all|in each].',
    ],
    details: [
      'The stolen goods are [sold|offered|passed on] on {day} mornings from {vehicle} at a car boot sale [outside|near|south of] {place}.',
      'The thieves use [cloned|stolen|swapped] number plates and [meet|gather|wait] at {shop}, where {man} [buys|pays for|takes] what they [steal|have stolen].',
    ],
  },
  {
    topic: 'fraud',
    reports: [
      'Pensioners [in|around|living in] {place} are being [telephoned|rung|called] by [callers|fraudsters|people] who [claim|pretend] to be [bank staff|their bank|bank investigators] and [told|asked|pressed] to hand their cards to a [courier|driver|collector].',
      'A [roofing|paving|guttering|tree] firm run by {man} is [overcharging|defrauding|swindling] older residents of {place} for [repairs|tiles|gutters] that [are|were] not needed, {sum} [at a time|in one case|on average].',
    ],
    details: [
      'Victims of the fraud have lost [about|some|up to] {sum} each, and {count} complaints of the same kind were [recorded|made|logged] in {month}.',
      'Payment is [asked for|demanded|taken] [at once|on the spot|in cash], and [some|several|two] victims were [driven|taken|walked] to their bank in {vehicle} to [take out|draw|fetch] [the cash|{sum}|savings].',
    ],
  },
  {
    topic: 'theft',
    reports: [
      'Copper cable was [cut|stolen|pulled] from the railway [near|outside|north of] {place} {when}, and trains were [held|delayed|stopped] for [three|two|several] hours.',
      'Quad bikes and a tractor guidance unit worth {sum} were stolen from [farms|barns|yards] [around|near|outside] {place} [during|in|at the end of] {month}.',
    ],
    details: [
      '{vehicle} was [seen|noticed|filmed] in the lane [shortly before|at {hour}|the day before], and the stolen [metal|property|machinery] is believed to go to a [yard|dealer|breaker] behind {shop}.',
      '{man} [scouts|looks over|photographs] the sites by day, and a team of {count} from {place} [carries out|commits|does] the thefts.',
    ],
  },
];
