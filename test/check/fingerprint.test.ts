import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, makeFingerprints } from '../../src/check/fingerprint.ts';
import { pack, recordOf } from '../small-pack.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\ud800', '\u007f', '\u2028'),
);
const orNull = fc.option(text, { nil: null });

test('the fingerprint of a finding is that of a list as JSON, whatever the texts in it', () => {
  const record = recordOf(pack([], []), {});
  const of = makeFingerprints([]);
  fc.assert(
    fc.property(fc.record({ agency: orNull, source_system: orNull, urn: text }), text, text, (owner, rule, field) => {
      for (const at of [field, `${field}.`])
        expect(of(record, owner, rule, at)).toBe(fingerprint([owner.agency, owner.source_system, owner.urn, rule, at]));
    }),
    { seed: 12, numRuns: 300 },
  );
});
