import type { Theme } from './theme.ts';

/** Legitimate ways to enter or remain, abused. */
export const LEGITIMATE_MEANS: readonly Theme[] = [
  {
    topic: 'legitimate-means',
    reports: [
      'A sham marriage is suspected after a notice of marriage in {place} on {day}; the couple shared no language and the groom’s leave ends in {month}.',
      'A man known as {nick} is arranging sham marriages in {place} for people whose visas are about to run out, and pays each bride {sum}.',
    ],
    details: [
      'The same third man has come with {count} couples this year, answers the questions for both sides and waits outside in {vehicle}.',
      'The brides are told to leave clothes at the groom’s address in case officers call and to stay married on paper until he is settled.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A joint visit to a hand car wash in {place} on {day} found {count} workers with no right to work, two of whom had overstayed visit visas.',
      '{shop} in {place} is reported to employ {count} people who have no permission to work and to pay them well below the minimum wage in cash.',
      'A groundworks firm in {place} is said to use illegal workers who sign in under the names of men who left the site in {month}.',
    ],
    details: [
      'The owner has had one civil penalty for illegal working already and now keeps a lookout by the door with a phone.',
      'The workers are brought in by {vehicle} before first light, share two rooms above the premises and pay {sum} a month for them.',
      'A man known as {nick} finds the workers among people whose leave has run out and keeps a share of every wage.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A care company in {place} is selling certificates of sponsorship at {sum} each to people abroad, for jobs that do not exist.',
      'Information suggests that the director of a staffing firm in {place} has sold sponsored worker visas to {count} people since {month}.',
    ],
    details: [
      'The workers arrive to find no shifts, are told to look for cash jobs and pay the director every month to stay on his books.',
      'False rotas and payslips are made up each month so that the sponsor licence is not lost when the visas are checked.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'Food couriers stopped in {place} on {day} were working on rented accounts because they have no right to work in the country.',
      'A man known as {nick} is renting out {count} delivery accounts in {place} to people whose visas do not let them work.',
    ],
    details: [
      'Each account is let for {sum} a month, and the riders are told to hold the phone so that the photograph of the real holder is not seen.',
      'The accounts are opened in the names of relatives with settled status, and the earnings are paid into one bank account in {place}.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A college above {shop} in {place} has {count} students enrolled on visas but only a dozen chairs, and no teaching has been seen since {month}.',
      'An education agent in {place} enrols students who never attend, and places them in full-time work in breach of their visas.',
    ],
    details: [
      'Students pay {sum} a term to have the attendance register signed, and most of them work nights at a warehouse in {place}.',
      'The agent is said to have sold places as a way to stay in the country and to promise that nobody checks until the course is over.',
    ],
  },
];
