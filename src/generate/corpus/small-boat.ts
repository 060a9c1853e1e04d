import type { Theme } from './theme.ts';

/** Illegal entry across the Channel by small boat. */
export const SMALL_BOAT: readonly Theme[] = [
  {
    topic: 'small-boat',
    reports: [
      '{intel} a [trader|dealer|wholesaler|man with a stall] [in|from|based in] {place} [is buying|has been buying|keeps ordering] [inflatable boats|rubber boats|inflatable dinghies] [in bulk|{count} at a time|by the pallet] and [sending|shipping|driving] them [to|over to|across to] {coast} for [people smugglers to use in the Channel|smugglers who take migrants across|use in migrant crossings].',
      '{intel} a [workshop|lock-up|barn|unit] [in|near|outside] {place} is [gluing|fixing|screwing] [plywood floors|wooden boards|home-made transoms] into [cheap|thin-walled|imported] dinghies, {count} [so far|by {month}|in all], which [are then driven|go by road|are sent on] to {coast} for [migrant crossings|people smuggling by sea|smugglers to launch].',
      '{vehicle} [seen|noted|parked] [in|outside|near] {place} {when} [was carrying|held|was loaded with] {count} [folded inflatables|packed dinghies|rolled-up inflatable boats], [said to be|believed to be|by all accounts] [bought|meant|intended] for [illegal crossings|migrant crossings|smuggling people] from {coast}.',
    ],
    details: [
      '[Each|Every] boat [is sold|goes|changes hands] [to the smugglers|to a smuggling group|among people smugglers] for {sum} and is [built|made|meant] to [last|survive|see out] one crossing with [up to|as many as|about] {count} migrants [aboard|on it].',
      'The buyer [pays|settles] in [cash|notes|euros], [asks for|wants|takes] no receipt and [has told others|boasts|says openly] that the [boats|dinghies] [only need to|need only|must just] [float|hold air|stay up] [as far as|until they reach] {beach} with the migrants.',
      '[Outboard engines|Second-hand outboards|Small engines] and [fuel cans|petrol cans|foot pumps] for the [same|smuggled] dinghies are [kept apart|stored separately|held back] [from them|under a sheet|in another unit] and [leave|are moved from] {place} [a day|two days|some hours] earlier in {vehicle}.',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      'A [dinghy|small boat|grey inflatable] [carrying|with|holding] {count} migrants was [found|seen|discovered] [grounded|aground|beached] at {beach} {when}; [the people aboard|those on it|all of them] had [set out|launched|left] from {coast} [the night before|some hours before|after dark].',
      'An inflatable with {count} [people|migrants|passengers] [aboard|on it|sitting on its sides] was [escorted|towed|brought] into {port} {when} after [crossing|coming over|a night at sea] from {coast} [without lights|without navigation|with a failing engine], and [all had entered illegally|all were migrants|the migrants were landed].',
      'A [rigid|dark|fast] inflatable [landed|put ashore|dropped] [a group|{count} people|about {count} migrants] at {beach} {when} and [went straight|turned|headed] back [out to sea|towards {coast}|across the Channel], and the [group|migrants] [got into|ran to|were met by] {vehicle} [waiting|parked|standing] [above the shore|on the sea road|by the steps].',
    ],
    details: [
      '[Those aboard|The migrants|Most of them] had each paid [about|some|close to] {sum} to [a smuggler|a people smuggler|an organiser] [known as|called|using the name] {nick}, who [picked|chose|named] the man [at the tiller|to steer|to drive the boat] [on the beach|just before the launch|at the last moment].',
      'A man [in|wearing] a [grey|black|blue|red] [jacket|coat|hooded top|cap] [steered|held the tiller|drove] [throughout|all the way|from start to end], [shouted orders|gave the orders|waved a knife] at the other [migrants|passengers] and had [travelled|crossed] free in return for [piloting|steering|driving] the boat.',
      'Phones [recovered|taken|found] [from the boat|in a dry bag|on the passengers] [show|hold|contain] [messages|voice notes|chats] from the [organisers|smugglers|facilitators] giving the [launch point|meeting point|place to launch the dinghy], [the wind forecast|the tide|the price of {sum}] and a number to [ring|text|call] [on arrival|once across|from {beach}].',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      '{man} is [arranging|selling|booking] [places|seats|passage] on small boats [from|leaving] {coast} and [takes|collects|holds] the [deposits|money|payments] [through|at|by way of] {shop} in {place}, [up to {sum}|{sum} at first|{sum} each] for [each migrant|a crossing|every passenger].',
      'A [social media page|video account|group chat] [run|managed|kept] from {place} is [advertising|offering|promoting] dinghy crossings [from|out of] {coast} at {sum} [a head|per person|each], with [children at half price|a discount for families|payment on arrival], [and shows|beside|with] [film|pictures|videos] of migrants [landing|laughing|waving] at {beach}.',
      '{intel} smugglers [at|around|working from] {coast} are [offering|giving|promising] [a free place|free passage|a crossing for nothing] to [anyone|any migrant|a man] [willing|ready|able] to [pilot|steer|take the tiller of] a small boat to {beach} [with|carrying] {count} [others|people|migrants] [aboard|on it].',
    ],
    details: [
      'The [balance|rest of the money|remaining {sum}] is [released|paid out|let go] by a [code|password|phrase] [sent|texted|read out] [once|when|as soon as] the [passenger|migrant|traveller] has [landed|come ashore|arrived] at {beach}, and [about|some|at least] {count} people [went|crossed|came] [by boat|in dinghies] this way in {month}.',
      'Passengers are told to [keep|have] their phones [off|wrapped in foil|in their socks], to [wait|hide|sleep] [near the dunes|among the trees|by the canal] and to say nothing [about|of] who [sold them|arranged|took {sum} for] the [place in the boat|crossing by boat|seat in the dinghy].',
      '[Friends|Cousins|Associates] of the [organiser|smuggler|facilitator] in {place} [collect|count|hold] the money and [keep|write up|hide] a list of [names|first names|nicknames], [sums|prices|amounts paid] and [sailing|launch|departure] dates for the [crossings|small boats|dinghies].',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      'A [storage unit|garage|container|lock-up] [in|near|outside] {place} [is said|is believed|is reported] to hold {count} [cheap|thin|home-sewn] lifejackets, [foot pumps|hand pumps|paddles] and [inner tubes|fuel bladders|tow ropes] [waiting|ready|packed] to be [moved|taken|driven] to {coast} for [dinghy crossings|small boat crossings|smuggling migrants].',
      '{vehicle} [stopped|searched|checked] near {port} {when} [held|was carrying|contained] {count} lifejackets, [two|three|four] outboard engines and [a bundle of paddles|some rolled tarpaulins|a coil of rope] [meant|destined|bound] for a [smuggling group|gang of people smugglers|group that launches dinghies] at {coast}.',
    ],
    details: [
      'The [unit|place|lease] was [hired|taken|paid for] in {month} by {man}, who [pays|gives|owes] [people smugglers’ drivers|the drivers of a smuggling group|drivers for the boat crews] {sum} [a run|for each run|a time] to [take|carry|bring] the [equipment|lifejackets|engines] [across|over to France|to the launch sites].',
      'The [equipment|kit|gear] is [passed|handed|sold on] [to|among] the beach crews who [inflate|pump up|prepare] the boats [at night|after dark|under cover] and [load|push off|launch] [migrants|{count} migrants at a time|the passengers] for {beach} before [first light|dawn|the patrols return].',
    ],
  },
];
