import fc from 'fast-check';
import type { Json } from '../../src/core/values/canonical-json.js';

/** JSON values whose numbers are whole and fit a JavaScript number. */
export const jsonValues: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('14.0', '-1e3', '12345678901234567890', ': 1.5', ',1.5]'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
  ),
})).value;
