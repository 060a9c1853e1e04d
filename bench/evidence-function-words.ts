/** Words that carry no matter of their own; what weight they took would only tell writers apart. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those there here and or but if then than so as at by for from in into of off on onto out over to up upon with within ' +
    'about after again all also am are be been being both can could did do does doing done each few had has have having he her hers him his how i ' +
    'is it its itself just may me might more most must my myself no nor not now of once only other our ours own same she should some such their ' +
    'theirs them they too under until very was we were what when where which while who whom whose why will would you your yours us said says say ' +
    'one two three four five six seven eight nine ten got get gets went go goes came come comes n w u r s t ve re ll d m x nr re via per ' +
    'mr mrs ms mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun ' +
    'jul aug sep sept oct nov dec january february march april june july august september october november december am pm hrs hours today ' +
    'tonight yesterday week weeks month months year years day days time times #1 #2 #3 #4 #5 #k £ €'
  ).split(' '),
);
