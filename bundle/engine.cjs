// Tells V8 how to compile. Loaded before the program, whose kept code is of use to an engine with the same settings alone.
'use strict';
const { setFlagsFromString } = require('node:v8');

/**
 * Work that a function does before V8 compiles it, six times what V8 sets. What is compiled of a small batch would be ready when it is over, and takes
 * a fifth of the processor's time; whoever judges millions of records can wait. What is known of the function's values by then holds longer, so that
 * four in ten compilations fall away.
 */
const UNTIL_COMPILED = 400_000;
/** The engine that measures it so; later ones complain of the setting. */
const BUDGETED = '11.';

if (process.versions.v8.startsWith(BUDGETED)) setFlagsFromString(`--interrupt-budget=${UNTIL_COMPILED}`);
