import type { Theme } from './theme.ts';

/** Illegal entry, arrival or exit, by boat and by other routes. */
export const FACILITATION: readonly Theme[] = [
  {
    topic: 'small-boat',
    reports: [
      'Information suggests that a trader in {place} is buying inflatable boats in bulk and sending them to {coast} for people smugglers to use in the Channel.',
      'A workshop in {place} is reported to be gluing plywood floors into cheap dinghies that are then driven to {coast} for migrant crossings.',
      '{vehicle} seen in {place} on {day} was carrying {count} folded inflatables, said to be bought for illegal crossings from {coast}.',
    ],
    details: [
      'Each boat is sold to the smugglers for {sum} and is built to last one crossing with up to {count} migrants aboard.',
      'The buyer pays in cash, asks for no receipt and has told others that the boats only need to float as far as {beach}.',
      'Outboard engines and fuel cans for the same dinghies are kept apart from them and leave {place} a day earlier in {vehicle}.',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      'A dinghy carrying {count} migrants was found grounded at {beach} at {hour} on {day}; the people aboard had set out from {coast} the night before.',
      'An inflatable with {count} people aboard was escorted into {port} at {hour} after crossing from {coast} without lights or navigation.',
      'A rigid inflatable landed a group at {beach} at {hour} and went straight back out to sea, and the group got into {vehicle} waiting above the shore.',
    ],
    details: [
      'Those aboard had each paid about {sum} to a smuggler known as {nick}, who picked the man at the tiller on the beach.',
      'A man in a grey jacket steered throughout, shouted orders at the others and had travelled free in return for piloting the boat.',
      'Phones recovered from the boat show messages from the organisers giving the launch point, the wind forecast and a number to ring on arrival.',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      'A man known as {nick} is arranging places on small boats from {coast} and takes the deposits through {shop} in {place}.',
      'A social media page run from {place} is advertising dinghy crossings from {coast} at {sum} a head, with children at half price.',
      'Intelligence indicates that smugglers at {coast} are offering a free place to anyone willing to pilot a small boat to {beach}.',
    ],
    details: [
      'The balance is released by a code sent once the passenger has landed at {beach}, and about {count} people went by this way in {month}.',
      'Passengers are told to keep their phones off, to wait near the dunes and to say nothing about who sold them the place in the boat.',
      'Friends of the organiser in {place} collect the money and keep a list of names, sums and sailing dates for the crossings.',
    ],
  },
  {
    topic: 'small-boat',
    reports: [
      'A storage unit in {place} is said to hold {count} cheap lifejackets, foot pumps and inner tubes waiting to be moved to {coast} for dinghy crossings.',
      '{vehicle} stopped near {port} on {day} held {count} lifejackets, two outboard engines and a bundle of paddles meant for a smuggling group at {coast}.',
    ],
    details: [
      'The unit was hired in {month} by a man known as {nick}, who pays people smugglers’ drivers {sum} a run to take the equipment across.',
      'The equipment is passed to the beach crews who inflate the boats at night and load migrants for {beach} before first light.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'Officers stopped a refrigerated lorry near {port} at {hour} on {day} and found {count} clandestine migrants hidden behind pallets of frozen food.',
      'A curtain-sided trailer off the ferry at {port} was searched at {hour} and {count} people without leave to enter were found above the load.',
      'Banging was heard from a trailer parked at {place} lorry park at {hour}, and {count} people who had entered the country illegally were let out.',
    ],
    details: [
      'The seal had been cut and glued, and the driver is believed to have been paid {sum} by a smuggler known as {nick} for the trip.',
      'Those inside had paid {sum} each and had been put aboard at a lay-by abroad by men who knew which lorry to open.',
      'The same haulier was linked to two earlier clandestine entries in {month}, each with the load dropped short in {place}.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'Information suggests that a transport manager in {place} is recruiting lorry drivers to smuggle migrants into the country for {sum} a trip.',
      '{vehicle} registered to a flooring firm in {place} makes weekly ferry trips and has a false bulkhead with room to hide three adults.',
      'A breaker’s yard in {place} is said to be building hides into vans which are then used to bring people in through {port}.',
    ],
    details: [
      'The driver is handed a second phone for the journey, leaves the doors unlocked at a known stop and does not look in the back until {place}.',
      'A man known as {nick} chooses the sailing, pays the driver at {shop} and has moved about {count} migrants this way since {month}.',
      'The organiser boasts that a place in the vehicle costs each migrant {sum} and that no vehicle of his has yet been opened at {port}.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'A taxi driver from {place} is reported to collect people without leave to enter from the ferry at {port} and to take them on for {sum} each.',
      'A light aircraft has been landing at a disused strip near {place} without a flight plan, and people who came in with it left in {vehicle}.',
      'A yacht kept at {port} is said to be bringing migrants in from abroad at night, {count} since {month}, for a smuggler known as {nick}.',
    ],
    details: [
      'Payment is made before the journey to a contact abroad, who sends a photograph of each passenger and the time to be collected.',
      'The migrants carry no papers, are told to say they are on holiday and are dropped at addresses in {place} during the night.',
      'The man who runs it was heard to say that smuggling this way is slower than the lorries but nobody at {port} looks twice.',
    ],
  },
  {
    topic: 'other-route',
    reports: [
      'People without status who want to leave the country unseen are being collected in {place} and hidden in lorries that sail from {port}.',
      'A café in {place} is named as the meeting point for people paying smugglers {sum} to be taken out of the country to France by lorry.',
    ],
    details: [
      'Drivers are paid {sum} a time by a man known as {nick}, and about {count} people are believed to have left by this route in {month}.',
      'The passengers are taken to the lorry park in {vehicle} at about {hour} and lie behind the load until they are across the border.',
    ],
  },
];
