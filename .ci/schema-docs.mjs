// The page that says what each field of the outputs means, made from their schemas.

/** `#/$defs/x` or `other.schema.json#/$defs/x` → the schema that it means, and the file it stands in. */
function resolve(ref, file, schemas) {
  const [other, path] = ref.split('#');
  const target = other === '' ? file : other;
  return { file: target, schema: path.split('/').slice(1).reduce((inner, key) => inner[key], schemas[target]) };
}

const typeOf = (schema) => {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  return [schema.type ?? 'any'].flat().join(' or ');
};
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Rows of a table: path, type, meaning, example. Each part that is used in several places is told once, under its own heading. */
export function schemaDocs(schemas, names) {
  const parts = new Map();
  const link = (name) => `[${name}](#${name.toLowerCase()})`;
  const rowsOf = (schema, file, path, required, rows) => {
    for (const [key, value] of Object.entries(schema.properties ?? {})) rowOf(value, file, path === '' ? key : `${path}.${key}`, required?.includes(key) ?? schema.required?.includes(key), rows);
  };
  const rowOf = (value, file, path, isRequired, rows) => {
    const list = value.items !== undefined && value.items !== false;
    const inner = list ? value.items : value;
    const ref = inner.$ref;
    const part = ref?.split('/').pop();
    if (ref !== undefined && !(inner.properties !== undefined)) {
      const found = resolve(ref, file, schemas);
      if (!parts.has(part)) parts.set(part, found);
    }
    const type = ref !== undefined && inner.properties === undefined ? `${link(part)}${list ? ', a list' : ''}` : list && inner.properties === undefined ? `list of ${typeOf(inner)}` : typeOf(value);
    const example = (value.examples ?? inner.examples)?.[0];
    rows.push(`| \`${path}\`${isRequired ? '' : ' (optional)'} | ${cell(type)} | ${cell(value.description ?? inner.description ?? '')} | ${example === undefined ? '' : `\`${cell(JSON.stringify(example))}\``} |`);
    if (inner.properties !== undefined) {
      if (ref !== undefined) {
        const found = resolve(ref, file, schemas);
        if (!parts.has(part)) parts.set(part, found);
        rows.push(`| \`${path}${list ? '[]' : ''}.…\` | ${link(part)} | All that stands there. | |`);
      }
      rowsOf(inner, file, `${path}${list ? '[]' : ''}`, undefined, rows);
    }
  };
  const table = (schema, file) => {
    const rows = [];
    if (schema.$ref !== undefined) {
      const part = schema.$ref.split('/').pop();
      if (!parts.has(part)) parts.set(part, resolve(schema.$ref, file, schemas));
      rows.push(`| \`…\` | ${link(part)} | All that stands there. | |`);
    }
    rowsOf(schema, file, '', undefined, rows);
    return ['| field | type | meaning | example |', '|---|---|---|---|', ...rows, ''];
  };
  const out = [
    '# Fields of the outputs',
    '',
    'Made from the schemas by `npm run generated`. Every file names its schema in `$schema` and its version in `schemaVersion`; within a version, fields are added but none goes, changes its type or means something else. `npm start` writes whole files of an invented batch to `out/`.',
    '',
  ];
  for (const name of names) {
    const file = `${name}.schema.json`;
    const schema = schemas[file];
    out.push(`## ${schema.title}`, '', schema.description, '', `Schema: [${file}](${file})`, '', ...table(schema, file));
  }
  out.push('# Parts', '');
  const done = new Set();
  for (let open = [...parts.keys()]; open.length > 0; open = [...parts.keys()].filter((one) => !done.has(one)))
    for (const name of open) {
      done.add(name);
      const { schema, file } = parts.get(name);
      out.push(`## ${name}`, '', schema.description ?? '', '', ...table(schema, file));
    }
  return `${out.join('\n').trimEnd()}\n`;
}
