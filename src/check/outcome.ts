/** What a rule came to. */
export const NOT_APPLICABLE = 0;
export const PASSED = 1;
export const FAILED = 2;
