import type { Theme } from './theme.ts';

/** Legitimate ways to enter or remain, abused. */
export const LEGITIMATE_MEANS: readonly Theme[] = [
  {
    topic: 'legitimate-means',
    reports: [
      'A sham marriage is [suspected|reported|feared] after a notice of marriage [in|given in|at the register office in] {place} {when}; the [couple|bride and groom] [shared no language|could not name each other’s towns|had met once] and the groom’s visa [ends|runs out|expires] in {month}.',
      '{man} is [arranging|organising|selling] sham marriages [in|around|out of] {place} for people whose visas are [about to run out|ending|close to expiry], and [pays|gives|promises] each bride {sum}.',
    ],
    details: [
      'The same third man has [come|turned up|attended] with {count} [couples|sham couples|brides] this year, [answers|takes] the questions for [both|the two of them|bride and groom] and [waits|sits|stays] outside in {vehicle}.',
      'The brides are [told|paid {sum}|instructed] to leave [clothes|shoes|photographs] at the groom’s address [in case|for when] officers call and to stay [married|in the sham marriage] [on paper|in name only] until he [is settled|has his visa|has leave to remain].',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A [joint visit|visit|call] to a hand car wash [in|near|outside] {place} {when} found {count} [workers|men] with no right to work, [two|three|some] of whom had overstayed [visit|student|work] visas.',
      '{shop} in {place} is [reported|said|believed] to [employ|use|have taken on] {count} illegal workers who have no permission to work and to pay them [well below|half|far less than] the minimum wage [in cash|by hand|every {day}].',
      'A [groundworks|scaffolding|packing|cleaning] firm in {place} is [said|reported|believed] to [use|employ|bring in] {count} illegal workers without a visa who sign in under the names of [men|staff|people] who left the [site|firm|job] in {month}.',
    ],
    details: [
      'The owner has had [one|a|an earlier] civil penalty [for|over] illegal working [already|in {month}|of {sum}] and now [keeps|posts|pays] a lookout [by the door|on the corner|across the road] [with a phone|to warn of visits|for {sum} a week].',
      'The illegal workers are [brought in|dropped|fetched] by {vehicle} before [first light|seven|the shift], share [two rooms|one room|an attic] [above|behind|near] the premises and pay {sum} a month for [them|it|the bed].',
      '{man} [finds|recruits|chooses] the workers among people whose [leave|visa] has [run out|expired|ended] and [keeps|takes|holds back] [a share|{sum}|part] of every wage.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A care [company|home group|agency] [in|based in|run from] {place} is selling certificates of sponsorship at {sum} [each|apiece|a time] to [people|nurses|families] abroad, for [jobs|posts|shifts] that do not exist.',
      '{intel} the [director|owner|manager] of a [staffing|cleaning|catering] firm in {place} has sold sponsored worker visas to {count} people [since|between January and|up to] {month} [for|at] {sum} [each|a visa].',
    ],
    details: [
      'The sponsored workers [arrive|come|land] to find [no shifts|no job|the office shut], are told to [look|ask around] for [cash jobs|cash work] and pay the [director|sponsor|company] {sum} every month to [stay on his books|keep the visa|hold their sponsorship].',
      'False [rotas|payslips|timesheets] and [payslips|contracts|bank entries] are [made up|printed|written] each month so that the sponsor licence is not [lost|withdrawn|looked at] when the visas are [checked|reviewed|audited].',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'Food couriers [stopped|spoken to|checked] [in|outside {shop} in|around] {place} {when} were [working|riding|delivering] on [rented|borrowed|shared] accounts because [they|{count} of them|all] have no right to work in the country.',
      '{man} is [renting|letting|hiring] out {count} delivery accounts [in|around|to riders in] {place} to people whose visas do not [let them|allow them to|permit them to] work.',
    ],
    details: [
      'Each account is [let|rented|hired out] for {sum} a [month|fortnight|week], and the riders without the right to work are told to [hold|turn|tilt] the phone so that the [photograph|picture|face] of the real holder is not [seen|shown|checked].',
      'The accounts are [opened|taken out|registered] in the names of [relatives|friends|former tenants] with settled status, and the [pay|money] of the illegal workers is [paid|sent] into one bank account in {place}.',
    ],
  },
  {
    topic: 'legitimate-means',
    reports: [
      'A [college|language school|business school] above {shop} in {place} has {count} students enrolled on student visas but only [a dozen|ten|fifteen] chairs, and no [teaching|lesson|lecture] has been [seen|held|heard] since {month}.',
      'An education agent in {place} [enrols|signs up|registers] [students|people|{count} people] who never [attend|study|go to class], and [places|puts|finds] them in full-time work in breach of their student visas for {sum} [each|a head].',
    ],
    details: [
      'Students pay {sum} a [term|month|year] to have the attendance register [signed|filled in|ticked] and keep the visa, and [most|many|all] of them [work|do] nights at a [warehouse|bakery|car wash|food plant] in {place}.',
      'The agent is said to have [sold|offered|advertised] [places|courses|enrolment] as a way to [stay in|get a visa for|remain in] the country and to [promise|tell students|say] that nobody checks the visa until the course [is over|ends|has run its time].',
    ],
  },
];
