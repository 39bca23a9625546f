// The README's map and the checks say the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const inCSharp = join(here, '../MemberPortal.StripeSandbox.Tests');
const read = (...path) => readFileSync(join(...path), 'utf8');

const own = readdirSync(here).filter((file) => file.endsWith('.test.js') && file !== 'map.test.js').flatMap((file) =>
  [...read(here, file).matchAll(/^test\((['"])(.+?)\1,/gm)].map(([, , name]) => `${file.replace('.test.js', '')} › ${name}`));

const foreign = readdirSync(inCSharp).filter((file) => file.endsWith('Tests.cs')).flatMap((file) =>
  [...read(inCSharp, file).matchAll(/public (?:async Task|void) (\w+)\(/g)].map(([, name]) => `C# ${file.replace('.cs', '')} › ${name}`));

const sections = read(here, 'README.md').split(/^## /m).slice(1).map((text) => ({
  heading: text.split('\n')[0],
  named: text.split('\n').filter((line) => line.startsWith('| ') && line.includes(' › ')).flatMap((line) => line.split('|')[2].trim().split('; ')),
}));
const named = sections.flatMap((section) => section.named);

test('every check that the map names exists', () => {
  assert.deepEqual(named.filter((check) => ![...own, ...foreign].includes(check)), []);
});

test('every check is in the map', () => {
  assert.deepEqual(own.filter((check) => !named.includes(check)), []);
});

test('every section from 5 to 19 is in the map, in order', () => {
  const numbers = sections.filter((section) => section.named.length > 0).map((section) => parseInt(section.heading, 10));
  assert.deepEqual(numbers, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});

test('no row of the map is empty', () => {
  for (const line of read(here, 'README.md').split('\n').filter((l) => l.startsWith('| ')))
    assert.ok(line.split('|').slice(1, 3).every((cell) => cell.trim().length > 0), line);
});
