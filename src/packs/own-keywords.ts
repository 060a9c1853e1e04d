import type { Keyword, Schema } from './keyword.ts';

const name = { type: 'string', minLength: 1 } as const;
const field = { type: 'string', minLength: 1, description: 'Name of another field of the record.' } as const;

const dateLimit: Schema = {
  type: 'object',
  description: 'one of the keys field, asOf and date, with days or hours added where wanted',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    field: { ...field, description: 'The date field to compare with. If it is absent or unreadable, the rule does not apply.' },
    asOf: { const: true, description: 'Compare with the day that the run is for (--as-of).' },
    date: { type: 'string', format: 'date', description: 'Compare with this fixed day, YYYY-MM-DD.' },
    days: { type: 'integer', description: 'Days added to what is compared with; negative days are taken off. Default 0.' },
    hours: { type: 'integer', description: 'Hours added to what is compared with, where both dates carry a time. Default 0.' },
  },
  oneOf: [{ required: ['field'] }, { required: ['asOf'] }, { required: ['date'] }],
};

const near = { type: 'array', items: name, minItems: 1 } as const;
const classes = '"#" stands for any word with a digit, "Aa" for any that begins with a capital and goes on in small letters.';
const codePoints = {
  type: 'array',
  minItems: 1,
  items: { type: 'string', pattern: '^[0-9A-F]{4,6}(-[0-9A-F]{4,6})?$', description: 'Code points, such as 200B or 202A-202E.' },
} as const;

/** Keywords that JSON Schema lacks: `check/` holds what they do. */
export const OWN_KEYWORDS: Readonly<Record<string, Keyword>> = {
  inCodelist: {
    option: {
      type: ['string', 'object'],
      minLength: 1,
      additionalProperties: false,
      required: ['list'],
      properties: {
        list: { ...name, description: 'Name of the code list, as in pack.json.' },
        state: {
          enum: ['known', 'valid', 'current'],
          description: "known: in the list at any time. valid (default): on the record's own date. current: valid and not superseded.",
        },
        spelling: {
          type: 'boolean',
          description: 'True: labels, aliases and any way of writing count too, case, blanks and punctuation aside. Default false.',
        },
        where: {
          type: 'object',
          minProperties: 1,
          description:
            "Column of the list → what is asked of the code's cell: a text that it holds, a list of texts of which it holds one, true (not empty), false (empty), sameAsField or sharesWithField.",
          additionalProperties: {
            type: ['string', 'array', 'boolean', 'object'],
            minLength: 1,
            minItems: 1,
            items: name,
            additionalProperties: false,
            minProperties: 1,
            maxProperties: 1,
            properties: {
              sameAsField: { ...field, description: 'The cell holds the value, or a value, of this field of the record.' },
              sharesWithField: {
                ...field,
                description: "The cell and the same column's cell of this field's code, in its own list, have a text in common.",
              },
            },
          },
        },
      },
    },
    use: 'any',
    description: 'The value is a code of this list, judged at the date of the record.',
  },
  notBefore: { option: dateLimit, use: 'date', description: 'The date is not before this one.' },
  notAfter: { option: dateLimit, use: 'date', description: 'The date is not after this one.' },
  checkDigit: {
    option: { enum: ['pnc-id', 'cro'] },
    use: 'any',
    description: 'The check letter in the value is the one that its digits give by this method.',
  },
  sameAs: {
    option: { type: 'object', additionalProperties: false, required: ['field'], properties: { field } },
    use: 'any',
    description: 'The value equals that of another field.',
  },
  readable: {
    option: { type: 'boolean' },
    use: 'unreadable',
    description: 'True: the value was understood as what its field holds. False: it was not.',
  },
  filler: {
    option: {
      type: 'object',
      additionalProperties: false,
      required: ['words'],
      properties: { words: { type: 'array', items: name, minItems: 1, description: 'Words and phrases that say nothing, in any case.' } },
    },
    use: 'any',
    description: 'The whole value is one of these words, or nothing but repeated marks: it says nothing.',
  },
  evidence: {
    option: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      properties: {
        class: { ...name, description: 'A class of the evidence model, by name.' },
        classOf: {
          type: 'object',
          additionalProperties: false,
          required: ['field', 'column'],
          properties: { field, column: { ...name, description: 'The column of its code list that names classes of the evidence model.' } },
          description: 'One of the classes that a column of the code list names for the code in another field.',
        },
        atLeast: { type: 'number', minimum: 0, maximum: 1, description: 'The subject itself with at least this probability.' },
      },
    },
    use: 'any',
    description: "The text speaks of this, as the pack's evidence model reads it.",
    facts: ['evidence'],
  },
  mentions: {
    option: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['words'],
        description: 'One cue.',
        properties: {
          words: {
            type: 'array',
            items: name,
            minItems: 1,
            description: 'Words or phrases, in any case, of which one stands in the text.',
          },
          followedBy: { ...near, description: `Of these, one follows in the same sentence. ${classes}` },
          within: { type: 'integer', minimum: 1, description: 'Among how many words after the cue it must follow. Default 1.' },
          precededBy: { ...near, description: `Or one of these is the word before it. ${classes}` },
          except: { ...near, description: 'Words that do not count for followedBy and precededBy, whatever those say.' },
        },
      },
    },
    use: 'any',
    description: 'Some cue stands in the text: one of its words and, if it asks so, certain words near it.',
    facts: ['character'],
  },
  unexplained: {
    option: {
      type: 'object',
      additionalProperties: false,
      required: ['list'],
      properties: { list: { ...name, description: 'Code list of abbreviations: the label and the aliases of a code say what it means.' } },
    },
    use: 'any',
    description: 'The text uses a code of this list as a word, and its label or an alias stands nowhere in the text.',
    facts: ['terms', 'character'],
  },
  characters: {
    option: {
      type: 'object',
      additionalProperties: false,
      required: ['any'],
      properties: {
        any: { ...codePoints, description: 'Code points in hexadecimal, or ranges of them, such as 200B or 202A-202E.' },
        joiners: { ...codePoints, description: 'Code points that count too, but not after a character of unlessAfter.' },
        unlessAfter: { ...codePoints, description: 'Characters that joiners may rightly follow.' },
      },
    },
    use: 'any',
    description: 'Some character of the text is one of these.',
    facts: ['character', 'codePoint'],
  },
  fieldType: {
    option: { enum: ['text', 'code', 'lookup', 'date', 'yesno'] },
    use: 'any',
    description: 'The field is of this type, whatever its value: for rules that are at "*".',
  },
  agreesWithParts: {
    option: { const: true },
    use: 'split',
    description: 'What the text splits into is what the fields of the parts hold.',
  },
  matchesColumn: {
    option: {
      type: 'object',
      additionalProperties: false,
      required: ['field', 'column', 'otherwise'],
      properties: {
        field: { ...field, description: 'Field with a code list, whose code says what pattern to use.' },
        column: { ...name, description: 'Column of that list with regular expressions; `;` parts several.' },
        otherwise: {
          type: 'string',
          minLength: 1,
          description: 'The regular expression to use where the cell is empty or the code not known.',
        },
      },
    },
    use: 'any',
    description: "The value matches a pattern of another field's code.",
  },
  ageAt: {
    option: {
      type: 'object',
      additionalProperties: false,
      required: ['born', 'on'],
      properties: {
        born: { ...field, description: 'Date field with the date of birth.' },
        on: { ...field, description: 'Date field with the day of which the age is told.' },
        within: { type: 'integer', minimum: 0, description: 'Years by which it may be off. Default 0.' },
      },
    },
    use: 'any',
    description: 'The value is the age in whole years that the two dates give.',
  },
  standsIn: {
    option: { type: 'object', additionalProperties: false, required: ['field'], properties: { field } },
    use: 'any',
    description: 'The value stands somewhere in the text of another field, case, blanks and punctuation aside.',
  },
};
