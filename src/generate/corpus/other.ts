import type { Theme } from './theme.ts';

/** Exploitation without any immigration crime: the confusable neighbour. */
export const SLAVERY: readonly Theme[] = [
  {
    topic: 'slavery',
    reports: [
      'A British man with learning difficulties is reported to be held to forced labour on a paving gang run from a yard in {place}.',
      'Information suggests that {count} homeless British men from {place} are being made to work without pay by a man known as {nick}.',
    ],
    details: [
      'Benefits are taken away each week, the only bed is in a caravan without heating, and anyone who speaks to customers is beaten.',
      'Food and a bed were promised in {month}, and the bank cards are now held by the gang master at an address in {place}.',
    ],
  },
  {
    topic: 'slavery',
    reports: [
      'Two British women are believed to be moved between holiday lets around {place} and made to sell sex by a man known as {nick}.',
      'A British girl of fifteen from {place} is being sexually exploited by older men who collect her in {vehicle} on {day} evenings.',
    ],
    details: [
      'The money is taken by the men who drive, threats have been made against family members and a safeguarding referral has been made.',
      'Phones are taken away before each visit, and debts of {sum} are used as a hold over the victims.',
    ],
  },
];

/** Crime that has nothing to do with immigration or slavery. */
export const OTHER: readonly Theme[] = [
  {
    topic: 'drugs',
    reports: [
      'A man known as {nick} is supplying crack cocaine and heroin from an address in {place}, mostly between {hour} and midnight.',
      'Information suggests that a drug line run into {place} has taken over the flat of a local resident who is himself a user.',
    ],
    details: [
      'Deals are made from {vehicle} parked near {shop}, and about {count} customers are served on a {day}.',
      'The drugs are hidden in a meter cupboard, the takings of about {sum} a week are moved out every {day}.',
    ],
  },
  {
    topic: 'drugs',
    reports: [
      'A cannabis farm is suspected at a terraced house in {place}, where the windows are covered and the electricity meter has been bypassed.',
      'A strong smell of cannabis and the hum of fans have been noted from a unit behind {shop} in {place} since {month}.',
    ],
    details: [
      '{vehicle} calls on {day} nights, and bags of soil and lengths of ducting have been carried in through the rear yard.',
      'The tenancy is in the name of a man known as {nick}, who pays {sum} a month in cash and is seldom there.',
    ],
  },
  {
    topic: 'firearms',
    reports: [
      'A man known as {nick} is said to be keeping a shotgun and two converted pistols behind a bath panel at his home in {place}.',
      'Shots were heard in {place} at {hour} on {day}, and {vehicle} left at speed towards the ring road.',
    ],
    details: [
      'The weapons are offered at {sum} each to local drug dealers, and one was shown to others at {shop} in {month}.',
      'The dispute is believed to be over a drug debt of {sum} between two groups of young men from {place}.',
    ],
  },
  {
    topic: 'theft',
    reports: [
      'Power tools worth {sum} were stolen from {count} parked vans in {place} overnight, each opened by peeling back the side door.',
      'A burglary team from {place} is thought to be behind {count} break-ins in {month}, taking jewellery and car keys only.',
    ],
    details: [
      'The goods are sold on {day} mornings from {vehicle} at a car boot sale outside {place}.',
      'Those involved use cloned number plates and meet at {shop}, where a man known as {nick} buys what they bring.',
    ],
  },
  {
    topic: 'fraud',
    reports: [
      'Pensioners in {place} are being telephoned by callers who claim to be bank staff and told to hand their cards to a courier.',
      'A roofing firm run by a man known as {nick} is overcharging older residents of {place} for repairs that are not needed.',
    ],
    details: [
      'Victims have lost about {sum} each, and {count} complaints of the same kind were recorded in {month}.',
      'Payment is asked for at once, and some victims were driven to their bank in {vehicle} to take out the cash.',
    ],
  },
  {
    topic: 'theft',
    reports: [
      'Copper cable was cut from the railway near {place} at {hour} on {day}, and trains were held for three hours.',
      'Quad bikes and a tractor guidance unit worth {sum} were stolen from farms around {place} during {month}.',
    ],
    details: [
      '{vehicle} was seen in the lane shortly before, and the metal is believed to go to a yard behind {shop}.',
      'A man known as {nick} scouts the sites by day, and a team of {count} from {place} carries out the thefts.',
    ],
  },
];
