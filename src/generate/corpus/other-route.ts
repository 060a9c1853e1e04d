import type { Theme } from './theme.ts';

/** Illegal entry, arrival or exit by lorry, ferry, yacht and aircraft. */
export const OTHER_ROUTE: readonly Theme[] = [
  {
    topic: 'other-route',
    reports: [
      'Officers [stopped|searched|opened] a [refrigerated|chilled] lorry [near|outside|leaving] {port} {when} and found {count} clandestine migrants [hidden|crouching|lying] [behind|between|under] [pallets|boxes|crates] of [frozen food|cut flowers|fruit].',
      'A [curtain-sided|box|tautliner] trailer [off|from] the [ferry|night ferry|freight sailing] at {port} was [searched|examined|opened] {when} and {count} [people|adults|men and women] without leave to enter were found [above|behind|among] the [load|cargo|rolls of carpet|machine parts], [illegal entrants|all clandestine entrants|smuggled into the country].',
      '[Banging|Shouting|Knocking] was heard [from|inside] a [trailer|lorry|sealed container] [parked|standing|left] at {place} lorry park {when}, and {count} [migrants|people] who had [entered the country illegally|been smuggled into the country|come in as clandestine entrants] were [let out|helped down|found inside].',
    ],
    details: [
      'The seal had been [cut and glued|changed|broken], and the [driver|lorry driver|haulier] is believed to have been [paid|promised|offered] {sum} by a smuggler [known as|called|using the name] {nick} for [the trip|bringing the migrants in|each migrant].',
      '[Those inside|The migrants|All of them] had [paid|handed over|borrowed] {sum} [each|a head|apiece] and had been put [aboard|into the trailer|in the lorry] at a [lay-by|truck stop|fuel station] abroad by [men|smugglers|two men] who [knew|told them|were told] which lorry to [open|take|use].',
      'The same [haulier|firm|driver] was [linked|tied|connected] to [two|three|several] earlier clandestine entries in {month}, each with the [load|lorry] [dropped short|opened|stopped] [in|outside|near] {place} so that the [migrants|stowaways|hidden people] could [get out|leave|be collected].',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      '{intel} a [transport manager|shift foreman|yard manager|haulage broker] [in|from|working in] {place} is [recruiting|approaching|paying] lorry drivers to smuggle [migrants|people|illegal entrants] into the country [for|at|in return for] {sum} [a trip|a head|each time].',
      '{vehicle} [registered to|used by|hired to] a [flooring|roofing|removals] firm in {place} makes [regular|frequent] ferry trips through {port} and has a [false bulkhead|hide behind the seats] [where|in which] [three|two] [migrants|adults without papers] are [smuggled|brought in|hidden] at a time.',
      'A [breaker’s|scrap|repair|coach] yard [in|near|outside] {place} is [said|believed|reported] to be [building|welding|fitting] [hides|false floors|hidden compartments] into vans which are then used to [smuggle|bring in|carry] [migrants|people|illegal entrants] [through|by way of] {port}.',
    ],
    details: [
      'The driver is [handed|given|sent] a [second|cheap|foreign] phone for the journey, leaves the doors [unlocked|on the latch|open] at a [known|named|agreed] [stop|lay-by|services] so that the [migrants|people] can [climb in|be hidden|get aboard], and does not [look|check] in the back until {place}.',
      '{man} [chooses|books|decides on] the sailing, [pays|meets|briefs] the driver at {shop} and has [moved|smuggled|brought in] [about|some|at least] {count} migrants [this way|by this route|like this] since {month}.',
      'The organiser [boasts|claims|says] that a place in the vehicle [costs|is sold to] each migrant [for|at|about] {sum} and that no [vehicle|lorry|van] of his has [yet|so far|ever] been [opened|searched|stopped] at {port}.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'A [taxi|minicab|private hire] driver [from|based in|working out of] {place} is [reported|said|believed] to [collect|pick up|meet] [illegal entrants|people without leave to enter|clandestine migrants] [from|off] the ferry at {port} and to [take|drive|move] them on for {sum} [each|a head|a journey].',
      'A light aircraft has been [landing|putting down|touching down] at a [disused|grass|farm] strip [near|outside|north of] {place} [without|with no] flight plan, {count} times since {month}, and [people|migrants|passengers] [smuggled in with it|who entered illegally|brought in with it] [left|were driven off|were taken away] in {vehicle}.',
      'A [yacht|motor cruiser|fishing vessel] [kept|moored|berthed] at {port} is [said|believed|reported] to be [smuggling|bringing|carrying] migrants in from [abroad|Belgium|the Netherlands|Spain] [at night|after dark|by the back channels of the harbour], {count} since {month}, for a smuggler [known as|called|using the name] {nick}.',
    ],
    details: [
      'Payment of {sum} is made [before the journey|in advance|at the outset] to a [contact|smuggler|fixer] abroad, who [sends|texts|forwards] a [photograph|description|first name] of each migrant and the [time|place|day] to be [collected|met|picked up].',
      'The migrants carry no papers, are told to [say|claim|insist] they are [on holiday|visiting family|lost] and are [dropped|left|set down] at [addresses|lodgings|car parks] in {place} [during the night|before dawn|two at a time].',
      'The [man who runs it|smuggler|organiser] was heard to [say|boast|claim] that [smuggling|bringing people in] this way is [slower|dearer|quieter] than [the lorries|lorry work|hiding migrants in trailers] but [nobody|hardly anyone|no officer] at {port} looks twice.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'Migrants without status who [want|hope|mean] to leave the country [unseen|unnoticed|without a check] are being [collected|gathered|picked up] [in|around|from] {place} and [hidden|smuggled out|concealed] in lorries that [sail|leave|go out] [from|through] {port} for {sum} each.',
      '{shop} in {place} is [described|given] as the [meeting|waiting|gathering] point for [migrants|people without status] paying smugglers {sum} to be [taken|smuggled] out of the country to [France|Belgium|the Netherlands] [by lorry|hidden in lorries|in the back of a trailer].',
    ],
    details: [
      'Drivers are [paid|given|promised] {sum} [a time|a load|a trip] by {man}, and [about|some|at least] {count} migrants are believed to have [left|been smuggled out|gone] by this route in {month}.',
      'The [migrants|passengers] are [taken|driven|brought] to the lorry park in {vehicle} [at about|around|just after] {hour} and [lie|hide|crouch] behind the load [until|till] they are across the border.',
    ],
  },
];
