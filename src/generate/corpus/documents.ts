import type { Theme } from './theme.ts';

/** False identity documents made, sold or rented out. */
export const DOCUMENTS: readonly Theme[] = [
  {
    topic: 'documents',
    reports: [
      'A search of a [flat|house|garage|back room] [in|near the centre of] {place} {when} [found|turned up|uncovered] a [laminator|card printer|hot-foil press], [hologram foil|security ink|blank plastic stock] and {count} [blank|half-finished|unsigned] identity cards used to [make|produce|turn out] counterfeit [residence permits|residence cards|national identity cards].',
      '{intel} {man} [prints|makes|produces] counterfeit [passports|residence permits|identity cards] [at|behind|above] {shop} in {place} for [people|customers|men] who are in the country illegally and [pay|are charged] {sum} [each|apiece|a set].',
      'A [print works|sign maker|copy shop|card shop] in {place} is [reported|said|believed] to be [making|printing|running off] false residence cards [by night|after hours|at weekends] on a machine that is meant for [gift cards|membership cards|staff badges], [about|some|up to] {count} [a week|each month|a run].',
    ],
    details: [
      'The [finished|forged|false] documents cost {sum} [each|a set|apiece], take [two days|a week|one night] to [make|print|finish] and are used to [open bank accounts|rent rooms|get a national insurance number] and to pass right to work checks.',
      '[Photographs|Pictures|Scans] and false names for the [documents|cards|forgeries] are sent in by [phone|message|e-mail], and [about|some|over] {count} [finished|forged|counterfeit] cards were [posted|sent|couriered] out of {place} in {month}.',
      'The forger [throws away|burns|hides] [spoiled|misprinted|failed] identity cards [in a shop bin|behind the yard|in a skip] [two streets off|nearby|round the corner] and [keeps|stores|locks] the blank stock [under a false drawer|in a cash box|behind a panel].',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A seller on an [encrypted|invitation-only|private] channel is [offering|advertising|selling] forged [visas|passports|entry stamps] and counterfeit residence permits for {sum} [each|apiece|a set], with [collection|handover|delivery] at {shop} in {place}.',
      'An [online account|social media page|messaging group] [run|managed|operated] from {place} [shows|posts|shares] [videos|pictures|film] of counterfeit national identity cards being [printed|laminated|cut] and [offers|sells] [the forged cards|them by post] [anywhere in the country|to any address|for {sum}].',
    ],
    details: [
      'The seller, [known as|called|using the name] {nick}, [claims|says|promises] that the false papers are [good|good enough|sure] for [job and tenancy|right to work|bank] checks and [gives|offers|allows] [a discount for families|{sum} off a second set|two for one].',
      'Payment is [taken|asked for|made] [in advance|up front|by transfer], and {count} buyers have [left|posted|written] comments [saying|claiming|boasting] that the forged card got them [work|a room|a bank account] within [a week|days|a fortnight].',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A woman [in|from|living in] {place} is [buying|borrowing|collecting] genuine passports from [people|residents|students] short of money and [renting|hiring|lending] them out to [lookalike travellers|impostors|lookalikes] for {sum} a [journey|flight|trip].',
      'Genuine passports of [residents|people] [of|from|living in] {place} are [reported|declared] lost, then [hired|rented|lent] out for {sum} to impostors with a similar face, who [travel|fly|enter the country] on them as lookalikes.',
    ],
    details: [
      'The [holder|owner of the passport] is paid {sum}, [waits|holds off] until the [impostor|lookalike] has [landed|arrived|passed the desk] and only then [reports|declares] the passport as [lost|stolen|lost in the post].',
      'The impostors [post|send|bring] the passport back to {shop} in {place}, where {man} [finds|matches|chooses] the next [face that fits|lookalike|traveller of that likeness].',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A [parcel|packet|padded envelope] [opened|X-rayed|examined] at the depot [near|outside|serving] {port} {when} [held|contained|hid] {count} counterfeit identity cards in [different|various|invented] names with the same [signature style|photograph background|serial pattern].',
      'A package [declared|labelled|marked] as [greeting cards|picture frames] and [addressed|sent|posted] to {shop} in {place} was found to [hold|hide] {count} forged passports and [visa stickers|entry stamps|residence permits].',
    ],
    details: [
      'The forged documents were to be [handed on|collected|sold] by {man}, who [charges|asks|takes] {sum} for each [identity|false identity|set of papers] [supplied|sold|given] to [illegal entrants|people without status].',
      '[Three|Four|Two] earlier parcels of false [papers|passports|identity cards] went to the same [address|shop|flat] in {month} and were [signed for|collected|taken in] in [three|several|two] different names.',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A [labour agency|packing firm|staff bureau] in {place} has [found|noticed|established] that {count} of its [packing|cleaning|warehouse] staff [gave|showed|handed in] [near identical|matching|very similar] forged identity cards with numbers in sequence.',
      'Checks at a [building site|warehouse|food factory] [in|near|outside] {place} {when} [showed|found|proved] that {count} workers had used counterfeit residence cards to [get through the gate|be taken on|pass the right to work check].',
    ],
    details: [
      'The false cards were all [supplied|sold|made] by {man}, who [sells|offers|hands out] forged identity cards outside {shop} for {sum} with a [matching|made-up|borrowed] insurance number.',
      'The workers [said|admitted|explained] that they had [bought|paid {sum} for|got] the forged papers in {place} and that the same [seller|man|forger] also [makes|prints|sells] false driving licences.',
    ],
  },
];
